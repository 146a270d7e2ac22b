using System.Globalization;
using System.Reflection;
using Fairlead.Protocols.JsonSchema;
using Microsoft.AspNetCore.Mvc;

namespace Fairlead.Server.Platform.Http;

/// <summary>A parameter of an endpoint's query that is not just text.</summary>
/// <param name="Name">Its name, as callers write it.</param>
/// <param name="Type">What it is read as.</param>
internal sealed record QueryParameter(string Name, Type Type)
{
    private static readonly Dictionary<Type, (Func<string, bool> IsReadable, string Otherwise)> Kinds = new()
    {
        [typeof(int)] = (static text => int.TryParse(text, CultureInfo.InvariantCulture, out _), "must be a whole number"),
        [typeof(bool)] = (static text => bool.TryParse(text, out _), "must be true or false"),
        [typeof(DateTimeOffset)] = (static text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _), "must be a date and time as in 2025-01-31T12:00:00Z"),
    };

    /// <summary>Those of an endpoint.</summary>
    public static IReadOnlyList<QueryParameter> Of(MethodInfo endpoint) => [.. endpoint.GetParameters().SelectMany(Of).Where(static parameter => Kinds.ContainsKey(parameter.Type))];

    /// <summary>What is wrong with the value in a query; null for nothing.</summary>
    public Problem? ProblemIn(IQueryCollection query) =>
        query.TryGetValue(Name, out var value) && Kinds[Type] is var kind && !kind.IsReadable(value.ToString()) ? new Problem(Name, kind.Otherwise) : null;

    private static IEnumerable<QueryParameter> Of(ParameterInfo parameter) => parameter.IsDefined(typeof(AsParametersAttribute), inherit: false)
        ? parameter.ParameterType.GetProperties().Select(static property => Make(property, property.Name, property.PropertyType))
        : [Make(parameter, parameter.Name!, parameter.ParameterType)];

    private static QueryParameter Make(ICustomAttributeProvider place, string name, Type type) => new(
        place.GetCustomAttributes(typeof(FromQueryAttribute), inherit: false).OfType<FromQueryAttribute>().FirstOrDefault()?.Name ?? name,
        Nullable.GetUnderlyingType(type) ?? type);
}
