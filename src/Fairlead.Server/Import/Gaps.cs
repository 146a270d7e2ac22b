using System.Text.RegularExpressions;

namespace Fairlead.Server.Import;

/// <summary>What happens instead of what has no counterpart: a message for a path without its indices, which holds for all below it that has none of its own.</summary>
internal sealed partial class Gaps(IReadOnlyDictionary<string, string> messages)
{
    /// <summary>What is said where there is no message.</summary>
    public const string LeftOut = "has no counterpart; it is left out";

    /// <summary>The message for a path.</summary>
    public string Explain(string path)
    {
        for (var at = Index().Replace(path, "[]"); at.Length > 0; at = Parent(at))
        {
            if (messages.TryGetValue(at, out var message))
            {
                return message;
            }
        }

        return LeftOut;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.EndsWith(']') ? path.LastIndexOf('[') : path.LastIndexOf('.'))];

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
