using System.Globalization;

namespace Fairlead.Server.Import;

/// <summary>The section <c>secrets</c>: a name for each credential of a source.</summary>
internal sealed class DeclaredSecrets(TargetObject root, SourceText text)
{
    private const int LongestName = 100;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> reserved = new(StringComparer.Ordinal);

    /// <summary>Keeps the names of the variables that a source refers to for these alone.</summary>
    public void Reserve(SourceNode source) => reserved.UnionWith(source.Leaves().Select(text.Variable).OfType<string>());

    /// <summary>The name of a secret whose value is a variable, of the environment unless the source itself gives it.</summary>
    public string FromEnvironment(string variable, SourceNode source) => Declare(variable, text.Of(variable), source);

    /// <summary>The name of the secret that a credential of the source is declared as; null, with a note, when it is none.</summary>
    /// <param name="source">The credential.</param>
    /// <param name="preferred">What to call it when the source has the value itself.</param>
    public string? FromSource(SourceNode source, string preferred)
    {
        if (source.Text() is not { Length: > 0 } given)
        {
            return null;
        }

        if (text.Variable(given) is { } variable)
        {
            return FromEnvironment(variable, source);
        }

        if (text.Known(given) == given)
        {
            source.Note("holds the credential itself; it is declared as a secret under secrets: take it from the environment instead, as ${NAME}");
        }

        return Declare(preferred, text.Convert(given), source);
    }

    /// <summary>The name of a secret with a value that was found inside of something else.</summary>
    public string FromValue(string preferred, string value, SourceNode source) => Declare(preferred, SourceText.Escape(value), source);

    private string Declare(string preferred, string value, SourceNode source)
    {
        var stem = new string([.. preferred.Select(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_').Take(LongestName - 5)]);
        var name = stem;
        for (var number = 2; (texts.TryGetValue(name, out var taken) && taken != value) || (reserved.Contains(name) && value != SourceText.Reference(name)); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
        }

        if (texts.TryAdd(name, value))
        {
            root.Object("secrets", source).Set(name, value, source);
        }

        return name;
    }
}
