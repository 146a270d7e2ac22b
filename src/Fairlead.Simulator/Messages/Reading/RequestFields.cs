namespace Fairlead.Simulator.Messages.Reading;

/// <summary>The top-level fields that a request may have; any other is an extra input.</summary>
internal static class RequestFields
{
    private static readonly string[] Both =
        ["messages", "cache_control", "output_config", "speed", "system", "thinking", "tool_choice", "tools"];

    private static readonly string[] OfCreate =
    [
        "max_tokens", "container", "diagnostics", "inference_geo", "metadata", "service_tier", "stop_sequences", "stream",
        "temperature", "top_k", "top_p",
    ];

    private static readonly string[] OfBetas = ["context_management", "mcp_servers", "output_format", "fallbacks", "user_profile_id"];

    internal static IReadOnlyList<string> Of(RequestForm form, bool beta)
    {
        bool vertex = form is RequestForm.VertexCreate or RequestForm.VertexCount;
        return
        [
            .. Both,
            .. form is RequestForm.Create or RequestForm.VertexCreate ? OfCreate : [],
            .. form == RequestForm.VertexCreate ? [] : (string[])["model"],
            .. vertex ? (string[])["anthropic_version", "anthropic_beta"] : [],
            .. beta ? OfBetas : [],
        ];
    }
}
