namespace Fairlead.Protocols.JsonSchema;

/// <summary>
/// A problem before it is worded: most findings are made while alternatives are tried, and never shown.
/// </summary>
/// <param name="At">Where.</param>
/// <param name="Message">Words it.</param>
/// <param name="Expected">The types asked for, when the type is what is wrong.</param>
/// <param name="Actual">The type that is there instead.</param>
/// <param name="IsChoice">Whether the value is not among those listed: how alternatives are told apart.</param>
internal sealed record Finding(
    Location At,
    Func<string> Message,
    JsonTypes Expected = JsonTypes.None,
    JsonTypes Actual = JsonTypes.None,
    bool IsChoice = false);
