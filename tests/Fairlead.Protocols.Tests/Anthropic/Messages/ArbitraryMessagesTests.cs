using System.Buffers;
using System.Text;
using CsCheck;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class ArbitraryMessagesTests
{
    private static readonly string[] Names =
    [
        "model", "system", "messages", "role", "content", "type", "text", "source", "data", "media_type", "url", "file_id", "thinking", "signature", "id", "name", "input",
        "tool_use_id", "is_error", "tools", "tool_choice", "input_schema", "disable_parallel_tool_use", "budget_tokens", "output_config", "effort", "format", "schema",
        "metadata", "user_id", "max_tokens", "stop_sequences", "cache_control", "index", "delta", "content_block", "message", "usage", "input_tokens", "stop_reason", "error",
        "partial_json", "t\\u0079pe", "\\ud800",
    ];

    private static readonly string[] Scalars =
    [
        "null", "true", "false", "1", "-7", "1e400", "99999999999999999999", "\"\"", "\"{\"", "\"\\ud800\"", "\"user\"", "\"assistant\"", "\"system\"", "\"text\"", "\"image\"",
        "\"document\"", "\"base64\"", "\"tool_use\"", "\"tool_result\"", "\"thinking\"", "\"redacted_thinking\"", "\"enabled\"", "\"adaptive\"", "\"tool\"", "\"any\"",
        "\"json_schema\"", "\"message_start\"", "\"content_block_start\"", "\"content_block_delta\"", "\"content_block_stop\"", "\"message_delta\"", "\"message_stop\"",
        "\"text_delta\"", "\"input_json_delta\"", "\"signature_delta\"", "\"error\"", "\"end_turn\"", "[]", "{}",
    ];

    private static readonly Gen<string> Any = Gen.Recursive<string>(static (depth, inner) => depth > 5 ? OneOf(Scalars) : Gen.Frequency(
        (3, OneOf(Scalars)),
        (2, inner.Array[0, 4].Select(static items => $"[{string.Join(',', items)}]")),
        (5, Gen.Select(OneOf(Names), inner).Array[0, 6].Select(static members => Object(members)))));

    private static readonly Gen<string> Request = Gen.Select(OneOf(["\"user\"", "\"assistant\"", "\"system\""]), Any, Any, Any, Any).Select(static (role, content, tools, thinking, rest) =>
        $$"""{"messages":[{"role":{{role}},"content":[{{content}}]},{"role":"user","content":[{"type":"tool_result","content":[{{content}}]},{{rest}}]}],"tools":[{{tools}}],"thinking":{{thinking}},"tool_choice":{{rest}},"output_config":{{thinking}},"system":[{{content}}],"x":{{rest}}}""");

    [Fact]
    public void ReadAndWriteRequest_ArbitraryJson_NeverThrowAndWriteJson() =>
        Gen.OneOf(Any, Request).Sample(
            static text =>
            {
                Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var json));
                foreach (var upstream in Codecs.All)
                {
                    if (Codecs.Of(Dialect.Messages).RequestReader!.TryRead(json, out var conversation) is not null)
                    {
                        return;
                    }

                    var output = new ArrayBufferWriter<byte>();
                    upstream.RequestWriter.Write(conversation, new RequestTarget { Model = JsonSlice.Of("m") }, output);
                    Assert.All(conversation.Parameters.Losses, static loss => Assert.NotNull(loss.Field));
                    Assert.True(JsonSlice.TryParse(output.WrittenMemory, out _), text);
                }
            },
            iter: 20_000);

    [Fact]
    public void WriteRequest_ArbitraryChatRequest_NeverThrowsAndWritesJson() =>
        Gen.Select(OneOf(["system", "user", "assistant", "tool", "developer"]), OneOf(["\"\"", "\"{}\"", "\"{\\\"a\\\":1}\"", "\"no JSON\"", "\"\\ud800\"", "null", "7"]), Any, Any).Sample(
            static (role, text, any, other) =>
            {
                var request = $$$"""
                    {"messages":[{"role":"{{{role}}}","content":{{{(text == "7" ? "null" : text)}}},"name":{{{text}}},"tool_call_id":{{{text}}},"refusal":{{{text}}},"tool_calls":[{"id":{{{text}}},"function":{"name":{{{text}}},"arguments":{{{text}}}}},
                    {"type":"custom","custom":{"input":{{{text}}}}}],"thinking_blocks":[{{{any}}},{"thinking":{{{text}}},"signature":{{{text}}}}]},{"role":"user","content":[{{{any}}},{"type":"image_url","image_url":{{{other}}}},
                    {"type":"file","file":{"file_data":{{{text}}}}}]}],"tools":[{"type":"function","function":{{{any}}}}],"tool_choice":{"type":"allowed_tools","allowed_tools":{"tools":[{{{other}}}],"mode":"required"}},
                    "reasoning_effort":{{{text}}},"max_tokens":{{{other}}},"temperature":{{{other}}},"top_p":{{{text}}},"stop":{{{text}}},"response_format":{"type":"json_schema","json_schema":{{{any}}}},"parallel_tool_calls":{{{other}}}}
                    """;
                Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(request), out var json), request);
                Assert.Null(Codecs.Of(Dialect.Chat).RequestReader!.TryRead(json, out var conversation));
                foreach (var model in new[] { "claude-3", "claude-opus-5" })
                {
                    var output = new ArrayBufferWriter<byte>();
                    Codecs.Of(Dialect.Messages).RequestWriter.Write(conversation, new RequestTarget { Model = JsonSlice.Of(model) }, output);
                    Assert.True(JsonSlice.TryParse(output.WrittenMemory, out _), request);
                }
            },
            iter: 5_000);

    [Fact]
    public void ReadReply_ArbitraryJson_NeverThrowsAndWritesJson() =>
        Any.Select(static any => $$"""{"content":[{{any}}],"usage":{{any}},"stop_reason":{{any}}}""").Sample(
            static text =>
            {
                Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var json));
                foreach (var client in Codecs.All.Where(static codec => codec.CreateWriter is not null))
                {
                    var output = new ArrayBufferWriter<byte>();
                    Assert.True(Codecs.Of(Dialect.Messages).ReplyReader.TryRead(json, client.CreateWriter!(Translated.Context(), output)));
                    Assert.True(JsonSlice.TryParse(output.WrittenMemory, out _), text);
                }
            },
            iter: 5_000);

    [Fact]
    public void ReadStream_ArbitraryEvents_NeverThrowsAndWritesWholeEvents() =>
        Gen.Select(OneOf(["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "error", "x"]), Any, Any)
            .Select(static (type, block, index) => $$"""{"type":"{{type}}","index":{{index}},"content_block":{{block}},"delta":{{block}},"message":{{block}},"usage":{{block}},"error":{{block}}}""")
            .Array[0, 8].Sample(
            static events =>
            {
                foreach (var client in Codecs.All.Where(static codec => codec.CreateStreamWriter is not null))
                {
                    var stream = Translated.Stream(events.Select(static data => ("", Encoding.UTF8.GetBytes(data))), Dialect.Messages, client.Dialect);
                    Assert.All(
                        Translated.Events(stream),
                        static entry => Assert.True(entry.Data.AsSpan().SequenceEqual("[DONE]"u8) || JsonSlice.TryParse(entry.Data, out _)));
                }
            },
            iter: 5_000);

    [Fact]
    public void ReadStream_ArbitraryBytes_NeverThrowsAndTellsNothing() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Byte.Array[0, 12]).Sample(
            static (data, name) =>
            {
                var told = new ToldEvents();
                var reader = Codecs.Of(Dialect.Messages).CreateStreamReader("x");
                reader.Read(name, data, told);
                Assert.False(reader.Close(told));
                Assert.Empty(told.Lines);
            },
            iter: 5_000);

    [Fact]
    public void ReadError_ArbitraryJson_NeverThrows() =>
        Any.Sample(
            static text =>
            {
                Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(text), out var json));
                Assert.True(Enum.IsDefined(Codecs.Of(Dialect.Messages).ReadError(json, null).Kind));
            },
            iter: 5_000);

    private static string Object((string Name, string Value)[] members) => $"{{{string.Join(',', members.Select(static member => $"\"{member.Name}\":{member.Value}"))}}}";

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);
}
