using System.Security.Cryptography;

namespace Fairlead.Simulator.Aws;

/// <summary>A request as its signature sees it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query as sent, encoded.</param>
/// <param name="Headers">The headers by name; several values of one name are joined with a comma.</param>
/// <param name="Body">The body.</param>
internal sealed record SignedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The canonical request (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).</summary>
    internal string Canonical(IReadOnlyList<string> signedHeaders)
    {
        int question = Target.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? Target : Target[..question];
        string query = question < 0 ? "" : Target[(question + 1)..];
        string headers = string.Concat(signedHeaders.Select(n => $"{n}:{Collapse(Headers.GetValueOrDefault(n) ?? "")}\n"));
        return string.Join('\n', Method, PathOf(path), QueryOf(query), headers, string.Join(';', signedHeaders), BodyHash);
    }

    internal string BodyHash => Convert.ToHexStringLower(SHA256.HashData(Body));

    // Every service but S3 signs the path without dot segments and encoded once more than it is sent.
    private static string PathOf(string path)
    {
        var segments = new List<string>();
        foreach (string segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "."))
        {
            if (segment != "..")
            {
                segments.Add(Uri.EscapeDataString(segment));
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
        }

        string end = segments.Count > 0 && path.EndsWith('/') ? "/" : "";
        return $"/{string.Join('/', segments)}{end}";
    }

    private static string QueryOf(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .Select(p => (Name: Recode(p[0]), Value: Recode(p.ElementAtOrDefault(1) ?? "")))
        .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
        .Select(p => $"{p.Name}={p.Value}"));

    private static string Recode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim();
}
