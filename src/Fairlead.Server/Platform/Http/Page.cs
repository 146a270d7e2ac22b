using System.Globalization;
using System.Text;
using Fairlead.Protocols.JsonSchema;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Platform.Http;

/// <summary>Which part of a list is asked for: <c>?limit=</c>, from 1 to 1,000, and <c>?cursor=</c>, as an earlier part gave it.</summary>
internal record Page : IArgumentProblem
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    /// <summary>How many items at most.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Where to go on.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    /// <summary>How many items to fetch: one more than to show, to know whether there are more.</summary>
    public int Fetch => Size + 1;

    private int Size => Limit ?? DefaultLimit;

    /// <inheritdoc/>
    IReadOnlyList<Problem> IArgumentProblem.Problems => [.. Check()];

    /// <summary>The key of the last item of the part before; null at the start.</summary>
    public string? After => Cursor is null ? null : Decode(Cursor);

    /// <summary>Cuts what was fetched to what is shown, and makes the cursor for the rest.</summary>
    public (IReadOnlyList<T> Items, string? NextCursor) Cut<T>(IReadOnlyList<T> fetched, Func<T, string> key) => fetched.Count <= Size
        ? (fetched, null)
        : (fetched.Take(Size).ToList(), Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"1:{key(fetched[Size - 1])}"))));

    /// <summary>What is wrong with it.</summary>
    protected virtual IEnumerable<Problem> Check()
    {
        if (Size is < 1 or > MaxLimit)
        {
            yield return new Problem("limit", $"must be from 1 to {MaxLimit}");
        }

        if (Cursor is not null && After is null)
        {
            yield return new Problem("cursor", "is not a cursor that this server gave");
        }
    }

    private static string? Decode(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.StartsWith("1:", StringComparison.Ordinal)
            ? text[2..]
            : null;
    }
}
