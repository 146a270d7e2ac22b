namespace Fairlead.Server.Commands;

/// <summary>How the process ends.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was told.</summary>
    public const int Done = 0;

    /// <summary>It failed while it ran.</summary>
    public const int Failed = 1;

    /// <summary>It was told something that it cannot do: usage, configuration, another process on the data folder.</summary>
    public const int Usage = 2;
}
