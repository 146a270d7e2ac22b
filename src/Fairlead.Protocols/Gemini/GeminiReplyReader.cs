using System.Security.Cryptography;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Gemini;

/// <summary>Reads a whole <c>GenerateContentResponse</c>. Source: https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse</summary>
public sealed class GeminiReplyReader : IReplyReader
{
    /// <inheritdoc/>
    public bool TryRead(JsonSlice body, IReplySink sink)
    {
        if (!body["candidates"u8].First.IsObject && !body["promptFeedback"u8]["blockReason"u8].IsString)
        {
            return false;
        }

        var answer = new GeminiAnswer(IdOf(body["responseId"u8]), sink);
        answer.Read(body);
        answer.Complete();
        return true;
    }

    // Other dialects allow letters, digits, _ and - in the ids of calls, and not many of them.
    private static string IdOf(JsonSlice responseId)
    {
        var id = responseId.AsString() ?? "";
        return id.Length is > 0 and <= 40 && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
            ? id
            : RandomNumberGenerator.GetHexString(24, lowercase: true);
    }
}
