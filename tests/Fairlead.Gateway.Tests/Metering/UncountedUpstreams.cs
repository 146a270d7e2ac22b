using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Tests.Metering;

/// <summary>Requests of every dialect, and answers of upstreams that do not say what they cost.</summary>
internal static class UncountedUpstreams
{
    private const string ChatBody = """{"model":"claude-sonnet","messages":[{"role":"system","content":"Be brief and kind."},{"role":"user","content":[{"type":"text","text":"What is the capital of France?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo"}}]}]}""";
    private const string MessagesBody = """{"model":"claude-sonnet","max_tokens":100,"system":"Be brief and kind.","messages":[{"role":"user","content":"What is the capital of France?"}]}""";
    private const string ResponsesBody = """{"model":"claude-sonnet","instructions":"Be brief and kind.","input":"What is the capital of France?"}""";
    private const string CompletionsBody = """{"model":"claude-sonnet","prompt":["Be brief and kind.","What is the capital of France?"]}""";

    private const string ChatAnswer = """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"Let me think of it.","content":"The capital is \u00abParis\u00bb \ud83d\ude00.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]},"finish_reason":"tool_calls"}]}""";

    private const string ChatStream = """
        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Let me think"},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"reasoning_content":" of it."},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"The capital is \u00abPar"},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"is\u00bb \ud83d"},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"content":"\ude00."},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":"}}]},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"Paris\"}"}}]},"finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

        data: [DONE]


        """;

    private const string MessagesAnswer = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"thinking","thinking":"Let me think of it.","signature":"c2ln"},{"type":"text","text":"The capital is «Paris» 😀."},{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{"city":"Paris"}}],"stop_reason":"tool_use","stop_sequence":null}""";

    private const string MessagesStream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":0,"output_tokens":0}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Let me think of it."}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"The capital is «Par"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"is» 😀."}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"get_weather","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"\"Paris\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    private const string ResponsesOutput = """[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Let me think of it."}]},{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"The capital is «Paris» 😀.","annotations":[]}]},{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Paris\"}","status":"completed"}]""";

    private const string ResponsesAnswer = """{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":""" + ResponsesOutput + """,""" + "\"usage\":null}";

    private const string ResponsesStream = """
        event: response.created
        data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}}

        event: response.reasoning_summary_part.added
        data: {"type":"response.reasoning_summary_part.added","sequence_number":2,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}

        event: response.reasoning_summary_text.delta
        data: {"type":"response.reasoning_summary_text.delta","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"Let me think of it."}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":4,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Let me think of it."}]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":5,"output_index":1,"item":{"type":"message","id":"msg_1","role":"assistant","status":"in_progress","content":[]}}

        event: response.content_part.added
        data: {"type":"response.content_part.added","sequence_number":6,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":7,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"The capital is «Par"}

        event: response.output_text.delta
        data: {"type":"response.output_text.delta","sequence_number":8,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"is» 😀."}

        event: response.output_text.done
        data: {"type":"response.output_text.done","sequence_number":9,"item_id":"msg_1","output_index":1,"content_index":0,"text":"The capital is «Paris» 😀."}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":10,"output_index":1,"item":{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"The capital is «Paris» 😀.","annotations":[]}]}}

        event: response.output_item.added
        data: {"type":"response.output_item.added","sequence_number":11,"output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":"","status":"in_progress"}}

        event: response.function_call_arguments.delta
        data: {"type":"response.function_call_arguments.delta","sequence_number":12,"item_id":"fc_1","output_index":2,"delta":"{\"city\":\"Paris\"}"}

        event: response.function_call_arguments.done
        data: {"type":"response.function_call_arguments.done","sequence_number":13,"item_id":"fc_1","output_index":2,"arguments":"{\"city\":\"Paris\"}"}

        event: response.output_item.done
        data: {"type":"response.output_item.done","sequence_number":14,"output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Paris\"}","status":"completed"}}

        event: response.completed
        data: {"type":"response.completed","sequence_number":15,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":
        """ + ResponsesOutput + "}}\n\n";

    private const string CompletionsAnswer = """{"id":"c","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"Let me think of it.","finish_reason":"stop"},{"index":1,"text":"The capital is «Paris» 😀.","finish_reason":"stop"},{"index":2,"text":"{\"city\":\"Paris\"}","finish_reason":"stop"},{"index":3,"text":"get_weather","finish_reason":"stop"}]}""";

    private const string CompletionsStream = """
        data: {"id":"c","model":"m","choices":[{"index":1,"text":"The capital is «Par","finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":0,"text":"Let me think","finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":1,"text":"is» 😀.","finish_reason":null},{"index":0,"text":" of it.","finish_reason":null}]}

        data: {"id":"c","model":"m","choices":[{"index":2,"text":"{\"city\":\"Paris\"}","finish_reason":"stop"},{"index":3,"text":"get_weather","finish_reason":"stop"}]}

        data: [DONE]


        """;

    /// <summary>The texts of each request.</summary>
    public static IReadOnlyList<string> Read { get; } = ["Be brief and kind.", "What is the capital of France?"];

    /// <summary>The texts of each answer.</summary>
    public static IReadOnlyList<string> Written { get; } = ["Let me think of it.", "The capital is «Paris» 😀.", "get_weather", "{\"city\":\"Paris\"}"];

    /// <summary>The request of an operation.</summary>
    public static string Request(Operation operation, bool isStream)
    {
        var body = operation switch { Operation.Chat => ChatBody, Operation.Messages => MessagesBody, Operation.Responses => ResponsesBody, _ => CompletionsBody };
        return isStream ? body.Insert(1, "\"stream\":true,") : body;
    }

    /// <summary>The upstream's answer in a dialect: the one that the operation has.</summary>
    public static string Answer(Operation dialect, bool isStream) => (dialect, isStream) switch
    {
        (Operation.Chat, false) => ChatAnswer,
        (Operation.Chat, true) => ChatStream,
        (Operation.Messages, false) => MessagesAnswer,
        (Operation.Messages, true) => MessagesStream,
        (Operation.Responses, false) => ResponsesAnswer,
        (Operation.Responses, true) => ResponsesStream,
        (_, false) => CompletionsAnswer,
        (_, true) => CompletionsStream,
    };
}
