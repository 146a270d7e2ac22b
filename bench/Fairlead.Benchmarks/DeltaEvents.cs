using System.Text;
using Fairlead.Protocols;

namespace Fairlead.Benchmarks;

/// <summary>The events with which a stream of each dialect begins, and one of its text deltas, as the vendors write them.</summary>
internal static class DeltaEvents
{
    private const string Words = " the quick brown fox";

    public static ((byte[] Name, byte[] Data)[] Head, (byte[] Name, byte[] Data) Delta) Of(Dialect dialect) => dialect switch
    {
        Dialect.Chat => (
            [Event("", """{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"gpt-x","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"It","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}""")],
            Event("", $$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1760000000,"model":"gpt-x","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"content":"{{{Words}}}"},"logprobs":null,"finish_reason":null}],"usage":null}""")),
        Dialect.Responses => (
            [
                Event("response.created", """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","model":"gpt-x","output":[]}}"""),
                Event("response.output_item.added", """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}"""),
                Event("response.content_part.added", """{"type":"response.content_part.added","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","annotations":[],"logprobs":[],"text":""}}"""),
            ],
            Event("response.output_text.delta", $$"""{"type":"response.output_text.delta","sequence_number":3,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"{{Words}}","logprobs":[]}""")),
        Dialect.Messages => (
            [
                Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}"""),
                Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
            ],
            Event("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{Words}}}"}}""")),
        Dialect.Gemini => (
            [],
            Event("", $$$"""{"candidates":[{"content":{"parts":[{"text":"{{{Words}}}"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15},"modelVersion":"gemini-x","responseId":"r1"}""")),
        _ => (
            [Event("messageStart", """{"role":"assistant"}""")],
            Event("contentBlockDelta", $$$"""{"contentBlockIndex":0,"delta":{"text":"{{{Words}}}"},"p":"abcdefghij"}""")),
    };

    private static (byte[] Name, byte[] Data) Event(string name, string data) => (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(data));
}
