using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fairlead.Gateway.Pipeline;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Routing;

/// <summary>
/// A number for how a conversation begins: requests with the same one share a prefix that a provider may have cached. It is the session that the client
/// names, or its <c>prompt_cache_key</c>, or its messages up to the user's first,
/// which stay as they are while it grows. Prompts shorter than 1,024 tokens are cached by no provider, and have none.
/// Source: https://platform.openai.com/docs/guides/prompt-caching
/// </summary>
internal static class PrefixHash
{
    private const int ShortestCached = 4096;
    private const int MostMessages = 8;
    private const int MostHashed = 4096;

    /// <summary>The number; 0 for none.</summary>
    public static ulong Of(GatewayRequest request) =>
        request.Session is { } session ? Nonzero(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(session.AsSpan())))
        : request.Outline[RequestField.PromptCacheKey] is { IsPresent: true, Length: > 4 } key ? Nonzero(Hash(request.Body.Slice(key.Start, key.Length)))
        : request.BodyLength < ShortestCached ? 0
        : OfMessages(request);

    private static ulong OfMessages(GatewayRequest request)
    {
        var span = request.Outline[RequestField.Messages] is { IsPresent: true } messages ? messages : request.Outline[RequestField.Input];
        if (!span.IsPresent)
        {
            return 0;
        }

        var value = request.Body.Slice(span.Start, span.Length);
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = 128 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return 0;
        }

        var hash = 1UL;
        var isUsers = false;
        for (var message = 0; !isUsers && message < MostMessages && reader.Read() && reader.TokenType != JsonTokenType.EndArray; message++)
        {
            var start = reader.TokenStartIndex;
            isUsers = SkipMessage(ref reader);
            hash = (hash * 31) ^ Hash(value.Slice(start, Math.Min(reader.BytesConsumed - start, MostHashed)));
        }

        return Nonzero(hash);
    }

    // Whether it was the user's.
    private static bool SkipMessage(ref Utf8JsonReader reader)
    {
        var isUsers = false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return isUsers;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isRole = reader.ValueTextEquals("role"u8);
            reader.Read();
            isUsers |= isRole && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("user"u8);
            reader.Skip();
        }

        return isUsers;
    }

    private static ulong Hash(in ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsSingleSegment)
        {
            return XxHash3.HashToUInt64(bytes.FirstSpan);
        }

        Span<byte> copy = stackalloc byte[MostHashed];
        var length = (int)Math.Min(bytes.Length, MostHashed);
        bytes.Slice(0, length).CopyTo(copy);
        return XxHash3.HashToUInt64(copy[..length]);
    }

    private static ulong Nonzero(ulong hash) => hash == 0 ? 1 : hash;
}
