namespace Fairlead.Server.Import.Providers;

/// <summary>Base URLs as other products write them, made into ours.</summary>
internal static class Addresses
{
    private static readonly string[] AzureHosts = [".openai.azure.com", ".cognitiveservices.azure.com", ".services.ai.azure.com"];

    /// <summary>A literal URL; null for one that the environment holds, and for what is none.</summary>
    public static Uri? Literal(Setting? setting) =>
        setting is not null && Uri.TryCreate(setting.Text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    /// <summary>What stands before one of the paths, without a query and a slash at its end.</summary>
    public static Setting Before(Setting setting, params ReadOnlySpan<string> paths)
    {
        var text = setting.Text;
        foreach (var path in paths)
        {
            var at = text.IndexOf(path, StringComparison.Ordinal);
            text = at < 0 ? text : text[..at];
        }

        var query = text.Contains("${", StringComparison.Ordinal) ? -1 : text.IndexOf('?', StringComparison.Ordinal);
        text = (query < 0 ? text : text[..query]).TrimEnd('/');
        if (text != setting.Text.TrimEnd('/'))
        {
            setting.Source.Remark("is shortened to what Fairlead adds its own paths to");
        }

        return setting with { Text = text };
    }

    /// <summary>The same at this machine, where a source names all of its addresses: that can be listened on, and not called.</summary>
    public static Setting Reachable(Setting setting)
    {
        const string Any = "://0.0.0.0";
        if (!setting.Text.Contains(Any, StringComparison.Ordinal))
        {
            return setting;
        }

        setting.Source.Remark("names 0.0.0.0, which is no address to call; it becomes 127.0.0.1");
        return setting with { Text = setting.Text.Replace(Any, "://127.0.0.1", StringComparison.Ordinal) };
    }

    /// <summary>The same with a path at its end, unless it ends so.</summary>
    public static Setting Ending(Setting setting, string path) => setting.Text.EndsWith(path, StringComparison.Ordinal) ? setting : setting with { Text = setting.Text + path };

    /// <summary>The resource that a host in Azure belongs to; null for another host.</summary>
    public static string? AzureResource(Uri? address) =>
        address is not null && Array.Exists(AzureHosts, host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)) ? address.Host[..address.Host.IndexOf('.', StringComparison.Ordinal)] : null;

    /// <summary>A host and its port, as part of an identifier.</summary>
    public static string Slug(Uri address) => AzureResource(address) ?? (address.IsDefaultPort ? address.Host : $"{address.Host}-{address.Port}");
}
