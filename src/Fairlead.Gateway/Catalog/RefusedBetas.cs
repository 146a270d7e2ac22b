namespace Fairlead.Gateway.Catalog;

/// <summary>The values of <c>anthropic-beta</c> that an address refuses a request for: those go no further, the others do.</summary>
/// <param name="names">Their names, without the dates that follow them; none for all values.</param>
public sealed class RefusedBetas(params IReadOnlyList<string> names)
{
    /// <summary>The header.</summary>
    public const string Header = "anthropic-beta";

    private const int DateLength = 11;

    /// <summary>Every value.</summary>
    public static RefusedBetas All { get; } = new();

    /// <summary>Takes the refused values out of a header.</summary>
    /// <param name="header">The client's values, comma-separated.</param>
    /// <param name="withheld">Gets what is taken out.</param>
    /// <returns>What may be sent; null when nothing is left.</returns>
    public string? Keep(string header, ICollection<string> withheld)
    {
        var kept = new List<string>();
        foreach (var beta in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            (IsRefused(beta) ? withheld : kept).Add(beta);
        }

        return kept.Count == 0 ? null : string.Join(',', kept);
    }

    private bool IsRefused(string beta)
    {
        if (names.Count == 0)
        {
            return true;
        }

        foreach (var name in names)
        {
            if (beta.Length == name.Length + DateLength && beta.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
