using System.Globalization;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints.PassThrough;

/// <summary>
/// What part of a list is asked for. Sources: https://platform.openai.com/docs/api-reference/files/list, https://platform.openai.com/docs/api-reference/batch/list
/// </summary>
/// <param name="Limit">How many items at most.</param>
/// <param name="After">The item behind which the part begins; null for the list's beginning.</param>
/// <param name="Others">The other parameters, escaped, each with an ampersand before it.</param>
internal sealed record ListQuery(int Limit, string? After, string Others)
{
    private static readonly string[] Passing = ["order", "purpose"];

    /// <summary>Reads a query.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static GatewayError? TryRead(IQueryCollection query, Operation operation, out ListQuery read)
    {
        var (usual, most) = operation == Operation.Files ? (10_000, 10_000) : (20, 100);
        var limit = usual;
        var isValid = query["limit"].ToString() is not { Length: > 0 } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most);
        var others = Passing.Where(name => query[name].Count == 1).Select(name => $"&{name}={Uri.EscapeDataString(query[name].ToString())}");
        read = new ListQuery(limit, query["after"].ToString() is { Length: > 0 } after ? after : null, string.Concat(others));
        return isValid ? null : GatewayErrors.InvalidLimit(most);
    }

    /// <summary>The query for a part of the upstream's list.</summary>
    /// <param name="size">How many items.</param>
    /// <param name="after">The item behind which it begins.</param>
    public string Upstream(int size, string? after) => string.Create(
        CultureInfo.InvariantCulture, $"?limit={size}{Others}{(after is null ? string.Empty : "&after=" + Uri.EscapeDataString(after))}");
}
