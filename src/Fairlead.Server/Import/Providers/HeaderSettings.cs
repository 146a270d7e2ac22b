using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.Providers;

/// <summary>The headers that a source adds to its requests.</summary>
internal static class HeaderSettings
{
    private static readonly string[] OfTheConnection = ["Host", "Connection", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Accept-Encoding", "Expect", "Cookie"];

    /// <summary>The headers of a source, its organization among them; null when there are none.</summary>
    public static JsonObject? Of(Access access, SourceText text)
    {
        var headers = new JsonObject();
        Add(headers, "OpenAI-Organization", access.Text(AccessField.Organization));
        Add(headers, "OpenAI-Project", access.Text(AccessField.OpenAIProject));
        foreach (var (name, value) in access.Find(AccessField.Headers)?.Members ?? [])
        {
            if (Problem(name) is { } problem)
            {
                value.Note(problem);
            }
            else if (value.Text() is { } given)
            {
                headers[name] = text.Variable(given) is { } variable ? $"secret:{access.Secrets.FromEnvironment(variable, value)}" : text.Convert(given);
            }
        }

        return headers.Count > 0 ? headers : null;
    }

    /// <summary>Whether there are any.</summary>
    public static bool Any(Access access) =>
        access.Find(AccessField.Organization) is not null || access.Find(AccessField.OpenAIProject) is not null || access.Find(AccessField.Headers) is { } headers && headers.Members.Any();

    /// <summary>Says that a type has no place for them.</summary>
    public static void Refuse(Access access)
    {
        foreach (var field in new[] { AccessField.Organization, AccessField.OpenAIProject, AccessField.Headers })
        {
            access.Find(field)?.Note("has no counterpart at this type of provider; no such header is sent");
        }
    }

    private static void Add(JsonObject headers, string name, Setting? value)
    {
        if (value is not null)
        {
            headers[name] = value.Text;
        }
    }

    // RFC 9110, section 5.6.2; and what the gateway itself decides.
    private static string? Problem(string name)
    {
        if (name.Length == 0 || name.Any(static character => !char.IsAsciiLetterOrDigit(character) && !"!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal)))
        {
            return "is no name of a header (RFC 9110, section 5.6.2); it is not sent";
        }

        return OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            ? "belongs to the connection or the body; it is not added"
            : null;
    }
}
