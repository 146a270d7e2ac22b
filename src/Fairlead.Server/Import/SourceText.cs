namespace Fairlead.Server.Import;

/// <summary>Turns a source's texts into those of <c>fairlead.yaml</c>, where <c>${NAME}</c> is a variable of the environment.</summary>
/// <param name="variableOf">The variable that a text stands for as a whole; null when it is only text.</param>
/// <param name="known">The value that the source itself gives a variable; null when it gives none.</param>
/// <param name="environment">Reads the environment that the document is for; null when it is another, elsewhere or later.</param>
internal sealed class SourceText(Func<string, string?> variableOf, Func<string, string?> known, Func<string, string?>? environment = null)
{
    /// <summary>The variable that a text stands for as a whole; null when it is only text, or its value is known.</summary>
    public string? Variable(string text) => variableOf(Known(text)) is { Length: > 0 } variable ? variable : null;

    /// <summary>A text as <c>fairlead.yaml</c> has it.</summary>
    public string Convert(string text) => Variable(text) is { } variable ? Reference(variable) : Escape(Known(text));

    /// <summary>A text with the variables put in whose values the source gives.</summary>
    public string Known(string text) => variableOf(text) is { } variable ? known(variable) ?? text : text;

    /// <summary>A text with the variables put in whose values the source gives or the environment has: for what decides what is written, and is no secret.</summary>
    public string Resolve(string text) => Known(text) is var given && variableOf(given) is { Length: > 0 } variable ? environment?.Invoke(variable) ?? given : given;

    /// <summary>A variable's value as <c>fairlead.yaml</c> has it: the one that the source gives it, or a reference to the environment.</summary>
    public string Of(string variable, string? otherwise = null) => known(variable) is { } value ? Convert(value) : Reference(variable, otherwise);

    /// <summary>A reference to a variable.</summary>
    public static string Reference(string variable, string? otherwise = null) => otherwise is null ? $"${{{variable}}}" : $"${{{variable}:-{otherwise}}}";

    /// <summary>Text that is no reference, whatever it holds.</summary>
    public static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);
}
