using System.Globalization;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Something wrong with a configuration file, and where.</summary>
internal sealed record ConfigurationProblem(string File, long Line, long Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
