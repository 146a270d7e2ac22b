using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>
/// Reads the outline of an OpenAI request body in one validating pass, over segments where they lie, without copying or
/// building anything.
/// </summary>
public static class RequestScanner
{
    private const int MaxDepth = 128;
    private static readonly RequestProblem NotAnObject = new("invalid_request_error", "The request body must be a JSON object.");
    private static readonly RequestProblem NotUtf8 = new("invalid_json", "The request body is not valid JSON: it holds bytes that are not UTF-8.");
    private static readonly RequestProblem NoModel = new("missing_required_parameter", "Missing required parameter: 'model'.", "model");
    private static readonly RequestProblem ModelNotText = new("invalid_type", "Invalid type for 'model': expected a string.", "model");

    /// <summary>Reads the outline.</summary>
    /// <returns>What is wrong with the body; null when it is a JSON object that names a model.</returns>
    public static RequestProblem? Scan(in ReadOnlySequence<byte> body, out RequestOutline outline)
    {
        outline = default;
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return NotAnObject;
            }

            outline.ObjectStart = (int)reader.BytesConsumed;
            return ScanFields(ref reader, ref outline) ?? ModelProblem(outline) ?? (Utf8Bytes.AreValid(body) ? null : NotUtf8);
        }
        catch (JsonException exception)
        {
            return Malformed(exception);
        }
    }

    private static RequestProblem? ScanFields(ref Utf8JsonReader reader, ref RequestOutline outline)
    {
        var after = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = Match(ref reader);
            var name = (int)reader.TokenStartIndex;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (field >= 0 && outline[(RequestField)field].IsPresent)
            {
                return Duplicate((RequestField)field);
            }

            ReadValue(ref reader, field, ref outline);
            if (field >= 0)
            {
                outline.Set(field, new FieldSpan(after, name, start, (int)reader.BytesConsumed));
            }

            after = (int)reader.BytesConsumed;
        }

        reader.Read(); // Anything but white space behind the object is an error that the reader raises here.
        return null;
    }

    private static void ReadValue(ref Utf8JsonReader reader, int field, ref RequestOutline outline)
    {
        switch (field)
        {
            case (int)RequestField.Model:
                outline.HasModelText = reader.TokenType == JsonTokenType.String;
                break;
            case (int)RequestField.Stream:
                outline.IsStream = reader.TokenType == JsonTokenType.True;
                outline.IsStreamMalformed = reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null);
                break;
            case (int)RequestField.StreamOptions when reader.TokenType == JsonTokenType.StartObject:
                ReadStreamOptions(ref reader, ref outline);
                return;
        }

        reader.Skip();
    }

    private static void ReadStreamOptions(ref Utf8JsonReader reader, ref RequestOutline outline)
    {
        outline.IsStreamOptionsObject = true;
        outline.IsStreamOptionsEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            outline.IsStreamOptionsEmpty = false;
            var isUsage = reader.NameIs("include_usage"u8);
            var name = (int)reader.TokenStartIndex;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isUsage)
            {
                outline.IsUsageIncluded = reader.TokenType == JsonTokenType.True;
                outline.IncludeUsage = new FieldSpan(name, name, start, (int)reader.BytesConsumed);
            }
        }
    }

    private static int Match(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        for (var field = 0; field < RequestFieldNames.Count; field++)
        {
            var name = RequestFieldNames.Utf8(field);
            if ((length == name.Length || reader.ValueIsEscaped) && reader.NameIs(name))
            {
                return field;
            }
        }

        return -1;
    }

    private static RequestProblem? ModelProblem(in RequestOutline outline) =>
        !outline[RequestField.Model].IsPresent ? NoModel : outline.HasModelText ? null : ModelNotText;

    private static RequestProblem Duplicate(RequestField field) => new(
        "duplicate_parameter", $"'{RequestFieldNames.Of(field)}' is given twice; send it once.", RequestFieldNames.Of(field));

    private static RequestProblem Malformed(JsonException exception) => new(
        "invalid_json",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The request body is not valid JSON or nests deeper than {MaxDepth} levels: line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}."));
}
