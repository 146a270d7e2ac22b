namespace Fairlead.Simulator.Aws;

/// <summary>The parts of an <c>Authorization</c> header of Signature Version 4.</summary>
internal sealed record Authorization(string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    internal const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Terminator = "aws4_request";

    internal string Scope => $"{Date}/{Region}/{Service}/{Terminator}";

    internal static Authorization Parse(string? header)
    {
        if (header is null || !header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw new SignatureException(SignatureFault.Missing, "Missing Authentication Token");
        }

        Dictionary<string, string> parts = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(p => p.Split('=', 2))
            .GroupBy(p => p[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
        foreach (string name in (string[])["Credential", "Signature", "SignedHeaders"])
        {
            if (parts.GetValueOrDefault(name) is not { Length: > 0 })
            {
                throw new SignatureException(
                    SignatureFault.Incomplete, $"Authorization header requires '{name}' parameter. Authorization={Algorithm}");
            }
        }

        string[] credential = parts["Credential"].Split('/');
        return credential is [.. { Length: > 0 } key, var date, var region, var service, Terminator]
            ? new Authorization(string.Join('/', key), date, region, service, parts["SignedHeaders"].Split(';'), parts["Signature"])
            : throw new SignatureException(
                SignatureFault.Incomplete, $"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{parts["Credential"]}'");
    }
}
