using Fairlead.Gateway.Admission;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>Checks the declared gateway keys: no two are the same.</summary>
internal static class KeyChecks
{
    public static void Run(FileCheck check)
    {
        var seen = new Dictionary<TokenHash, string>();
        foreach (var (_, entry, path) in check.Entries("keys"))
        {
            var text = entry.GetProperty("key").GetString()!;
            if (SecretNotation.NameIn(text) is { } secret)
            {
                if (!check.NeedsSecret(secret, $"{path}.key"))
                {
                    continue;
                }

                text = check.Part("secrets").GetProperty(secret).GetString()!;
            }

            if (text.Length > TokenHash.MaxTokenLength)
            {
                check.Problems.Add(new Problem($"{path}.key", $"is longer than {TokenHash.MaxTokenLength} characters"));
            }
            else if (!seen.TryAdd(TokenHash.Of(text.Trim()), path))
            {
                check.Problems.Add(new Problem($"{path}.key", $"is the same key as {seen[TokenHash.Of(text.Trim())]}"));
            }
        }
    }
}
