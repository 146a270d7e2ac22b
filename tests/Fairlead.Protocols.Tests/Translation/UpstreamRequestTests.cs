using System.Buffers;
using System.Text;
using CsCheck;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Xunit;

namespace Fairlead.Protocols.Tests.Translation;

public sealed class UpstreamRequestTests
{
    private static readonly Gen<string> Wild = WildJson.Of(
        "role", "content", "type", "text", "image_url", "url", "file", "file_data", "file_id", "filename", "input_audio", "data", "tool_calls", "id", "function", "name", "arguments",
        "custom", "input", "tool_call_id", "reasoning_content", "thinking_blocks", "thinking", "signature", "refusal", "cache_control", "assistant", "tool", "user", "system");

    private static readonly Gen<string> Field = WildJson.Of("function", "name", "parameters", "custom", "type", "format", "allowed_tools", "tools", "mode", "json_schema", "schema", "strict", "cache_control");

    private static readonly string[] Names =
        ["tools", "tool_choice", "stop", "response_format", "reasoning_effort", "metadata", "max_tokens", "top_logprobs", "logprobs", "parallel_tool_calls", "presence_penalty", "top_k", "n"];

    private static readonly string[] Roles = ["user", "assistant", "tool", "system"];

    private static readonly Gen<string> Message = Gen.Select(Gen.Int[0, 3], Wild, Wild, static (role, content, calls) =>
        $$"""{"role":"{{Roles[role]}}","content":[{{content}},{"type":"text","text":"x"}],"tool_calls":[{{calls}}],"thinking_blocks":[{{content}}] }""");

    [Fact]
    public void Writers_AnyRequest_WriteJsonAndNeverThrow() =>
        Gen.Select(Message.Array[1, 3], Gen.Select(Gen.Int[0, Names.Length - 1], Field).Array[0, 5]).Sample(
            static (messages, fields) =>
            {
                var members = string.Concat(fields.Select(static field => $",\"{Names[field.Item1]}\":{(Names[field.Item1] == "tools" ? $"[{{\"type\":\"function\",\"function\":{field.Item2}}}]" : field.Item2)}"));
                Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes($$"""{"messages":[{{string.Join(',', messages)}}]{{members}} }"""), out var body));
                foreach (var upstream in (Dialect[])[Dialect.Gemini, Dialect.Converse])
                {
                    if (Codecs.Of(Dialect.Chat).RequestReader!.TryRead(body, out var conversation) is null)
                    {
                        var output = new ArrayBufferWriter<byte>();
                        Codecs.Of(upstream).RequestWriter.Write(conversation, new RequestTarget(), output);
                        Assert.True(JsonSlice.TryParse(output.WrittenMemory, out _), Encoding.UTF8.GetString(output.WrittenSpan));
                    }
                }
            },
            iter: 2_000);
}
