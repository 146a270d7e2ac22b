namespace Fairlead.Gateway.Ports;

/// <summary>The kinds of objects that principals own.</summary>
public static class OwnedKinds
{
    /// <summary>A file of <c>/v1/files</c>, also one that a batch made.</summary>
    public const string File = "file";

    /// <summary>A batch of <c>/v1/batches</c>.</summary>
    public const string Batch = "batch";
}
