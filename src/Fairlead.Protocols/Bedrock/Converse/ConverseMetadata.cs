using System.Buffers;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Bedrock.Converse;

/// <summary>Writes <c>requestMetadata</c>: at most 16 pairs of at most 256 characters, of few kinds.</summary>
internal static class ConverseMetadata
{
    private const int MaxCount = 16;
    private const int MaxLength = 256;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \t\r\n:_@$#=/+,-.");

    /// <summary>Writes the member if the metadata satisfies Bedrock's rules; otherwise it is lost.</summary>
    public static void Write(Utf8JsonWriter writer, Parameters parameters)
    {
        if (IsAllowed(parameters.Peek(Parameter.Metadata)) && parameters.TryTake(Parameter.Metadata, out var metadata))
        {
            writer.Write("requestMetadata"u8, metadata);
        }
    }

    private static bool IsAllowed(JsonSlice metadata)
    {
        var count = 0;
        foreach (var member in metadata.Members)
        {
            count++;
            if (!IsAllowed(member.Name.AsString(), 1) || !IsAllowed(member.Value.AsString(), 0))
            {
                return false;
            }
        }

        return count is > 0 and <= MaxCount;
    }

    private static bool IsAllowed(string? text, int least) => text?.Length >= least && text.Length <= MaxLength && !text.AsSpan().ContainsAnyExcept(Allowed);
}
