using System.Text.Json;

namespace Fairlead.Server.Import.Providers;

/// <summary>Providers of Google's: Vertex AI, and the Gemini API.</summary>
internal static class GoogleShapes
{
    public static ProviderShape OfGemini(Access access)
    {
        HeaderSettings.Refuse(access);
        var baseUrl = Addresses.Ending(Addresses.Before(access.Text(AccessField.BaseUrl) ?? new Setting(access.Vendor.BaseUrl!, access.Source)), "/v1beta");
        return new ProviderShape("vertex-gemini", "gemini").With("apiKeySecretName", access.Key()).With("baseUrl", baseUrl);
    }

    public static ProviderShape? OfVertex(Access access)
    {
        HeaderSettings.Refuse(access);
        var isClaude = access.Model.Contains("claude", StringComparison.OrdinalIgnoreCase);
        if (!isClaude && !access.Model.Contains("gemini", StringComparison.OrdinalIgnoreCase) && access.Model != "*")
        {
            access.Source.Refuse("is neither Gemini nor Claude, which is all that Fairlead asks of Vertex AI; it is left out");
            return null;
        }

        var express = isClaude ? null : access.Secret(AccessField.ApiKey, "VERTEX_API_KEY");
        var baseUrl = access.Text(AccessField.BaseUrl) is { } given ? Addresses.Before(given) : null;
        if (express is not null)
        {
            return new ProviderShape("vertex-gemini", "vertex").With("apiKeySecretName", express).With("baseUrl", baseUrl);
        }

        var location = access.Text(AccessField.GoogleLocation) ?? access.FromVariable("VERTEXAI_LOCATION", "us-central1");
        var shape = new ProviderShape(isClaude ? "vertex-anthropic" : "vertex-gemini", location.Text.StartsWith('$') ? "vertex" : $"vertex-{location.Text}");
        Identify(shape, access);
        return shape.With("project", access.Text(AccessField.GoogleProject) ?? access.FromVariable("VERTEXAI_PROJECT"))
            .With("location", location).With("baseUrl", baseUrl);
    }

    private static void Identify(ProviderShape shape, Access access)
    {
        var account = access.Find(AccessField.GoogleCredentials);
        if (account is not null && Account(account) is var (email, key))
        {
            account.Note("holds the credentials themselves; they are declared as secrets under secrets: take them from the environment instead, as ${NAME}");
            shape.With("clientEmailSecretName", new Setting(access.Secrets.FromValue("VERTEX_CLIENT_EMAIL", email, account), account))
                .With("privateKeySecretName", new Setting(access.Secrets.FromValue("VERTEX_PRIVATE_KEY", key, account), account));
            return;
        }

        const string Message = "is not read: put the service account's client_email and private_key into VERTEX_CLIENT_EMAIL and VERTEX_PRIVATE_KEY of the environment";
        account?.Note(Message);
        if (account is null)
        {
            access.Source.Remark("names no service account; put its client_email and private_key into VERTEX_CLIENT_EMAIL and VERTEX_PRIVATE_KEY of the environment");
        }

        var source = account ?? access.Source;
        shape.With("clientEmailSecretName", new Setting(access.Secrets.FromEnvironment("VERTEX_CLIENT_EMAIL", source), source))
            .With("privateKeySecretName", new Setting(access.Secrets.FromEnvironment("VERTEX_PRIVATE_KEY", source), source));
    }

    // A key file as a mapping, or as text.
    private static (string Email, string Key)? Account(SourceNode account)
    {
        if (account.IsMapping)
        {
            return account.Find("client_email")?.Text() is { } email && account.Find("private_key")?.Text() is { } key ? (email, key) : null;
        }

        try
        {
            using var file = JsonDocument.Parse(account.Text() ?? string.Empty);
            return file.RootElement.ValueKind == JsonValueKind.Object && Member(file, "client_email") is { } email && Member(file, "private_key") is { } key ? (email, key) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Member(JsonDocument file, string name) =>
        file.RootElement.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
