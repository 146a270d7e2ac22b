using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlScalar = YamlDotNet.Core.Events.Scalar;

namespace Fairlead.Server.Import;

/// <summary>Writes a document as YAML, so that reading it gives the same again.</summary>
internal static partial class DocumentWriter
{
    private const int ShortList = 100;

    /// <summary>The document's text.</summary>
    public static string Write(JsonObject document)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024).WithIndentedSequences());
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document, isTyped: false);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    // What a variable holds is read as a number only where its reference is not quoted; where text is wanted it stays text.
    private static void Emit(Emitter emitter, JsonNode? node, bool isTyped)
    {
        switch (node)
        {
            case JsonObject map:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in map)
                {
                    emitter.Emit(Quoted(name));
                    Emit(emitter, value, isTyped || name is "routes" or "options");
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray list:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, IsShort(list) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                {
                    Emit(emitter, item, isTyped && item is JsonObject);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValue value when isTyped && value.GetValueKind() == JsonValueKind.String && Reference().IsMatch(value.GetValue<string>()):
                emitter.Emit(new YamlScalar(null, null, value.GetValue<string>(), ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                emitter.Emit(Quoted(value.GetValue<string>()));
                break;
            default:
                emitter.Emit(new YamlScalar(null, null, node?.ToJsonString() ?? "null", ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: false));
                break;
        }
    }

    private static bool IsShort(JsonArray list) => list.All(static item => item is JsonValue) && list.ToJsonString().Length <= ShortList;

    // Plain where it is surely read as the same text; a name such as 1, true or null is not.
    private static YamlScalar Quoted(string text)
    {
        var isPlain = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '@')
            && text.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N" or "INF" or "NAN");
        return new YamlScalar(null, null, text, isPlain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted, isPlainImplicit: isPlain, isQuotedImplicit: !isPlain);
    }

    [GeneratedRegex(@"^\$\{[A-Za-z_][A-Za-z0-9_]*\}$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
