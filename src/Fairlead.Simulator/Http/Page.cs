using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>A page of a list, as <c>limit</c>, <c>after</c> and <c>order</c> ask for it.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, Func<T, string> IdOf, bool HasMore)
{
    private const int Usual = 20;

    /// <param name="oldestFirst">The whole list.</param>
    /// <param name="idOf">The id of an item.</param>
    /// <param name="query">What the request asks for.</param>
    /// <param name="newestFirst">The order unless it asks for one.</param>
    /// <param name="most">The largest page, and the page unless it asks for less when that is larger than usual.</param>
    internal static Page<T> Of(IReadOnlyList<T> oldestFirst, Func<T, string> idOf, IQueryCollection query, bool newestFirst, int most = 100)
    {
        string? order = query["order"];
        IEnumerable<T> ordered = order == "desc" || (newestFirst && order != "asc") ? oldestFirst.Reverse() : oldestFirst;
        string? after = query["after"];
        if (!string.IsNullOrEmpty(after))
        {
            ordered = ordered.SkipWhile(i => idOf(i) != after).Skip(1);
        }

        int limit = int.TryParse(query["limit"], out int asked) ? Math.Clamp(asked, 1, most) : most > 100 ? most : Usual;
        T[] found = [.. ordered.Take(limit + 1)];
        return new Page<T>(found.Length > limit ? found[..limit] : found, idOf, found.Length > limit);
    }

    internal void WriteTo(Utf8JsonWriter json, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (T item in Items)
        {
            write(json, item);
        }

        json.WriteEndArray();
        json.WriteString("first_id", Items.Count > 0 ? IdOf(Items[0]) : null);
        json.WriteString("last_id", Items.Count > 0 ? IdOf(Items[^1]) : null);
        json.WriteBoolean("has_more", HasMore);
        json.WriteEndObject();
    }
}
