namespace Fairlead.Simulator.Messages.Reading;

/// <summary>The top-level fields that a request may have; any other is an extra input.</summary>
internal static class RequestFields
{
    private static readonly string[] Both =
        ["messages", "cache_control", "output_config", "speed", "system", "thinking", "tool_choice", "tools"];

    private static readonly string[] OfCreate =
    [
        "max_tokens", "container", "diagnostics", "inference_geo", "metadata", "service_tier", "stop_sequences", "stream",
    ];

    private static readonly string[] OfSampling = ["temperature", "top_k", "top_p"];

    private static readonly string[] OfBetas = ["context_management", "mcp_servers", "output_format", "fallbacks", "user_profile_id"];

    /// <param name="form">The kind of request.</param>
    /// <param name="beta">Whether it names a beta.</param>
    /// <param name="newest">Whether it is of the version that has no sampling parameters any more.</param>
    internal static IReadOnlyList<string> Of(RequestForm form, bool beta, bool newest)
    {
        bool creates = form is RequestForm.Create or RequestForm.VertexCreate;
        bool vertex = form is RequestForm.VertexCreate or RequestForm.VertexCount;
        return
        [
            .. Both,
            .. creates ? OfCreate : [],
            .. creates && !newest ? OfSampling : [],
            .. form == RequestForm.VertexCreate ? [] : (string[])["model"],
            .. vertex ? (string[])["anthropic_version", "anthropic_beta"] : [],
            .. beta ? OfBetas : [],
        ];
    }
}
