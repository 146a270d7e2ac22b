namespace Fairlead.Simulator.Responses.Input;

/// <summary>The types of input items, with how their ids begin.</summary>
internal static class ItemTypes
{
    internal static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["message"] = "msg",
        ["function_call"] = "fc",
        ["function_call_output"] = "fco",
        ["custom_tool_call"] = "ctc",
        ["custom_tool_call_output"] = "ctco",
        ["reasoning"] = "rs",
        ["item_reference"] = "ref",
        ["file_search_call"] = "fs",
        ["web_search_call"] = "ws",
        ["computer_call"] = "cu",
        ["computer_call_output"] = "cuo",
        ["image_generation_call"] = "ig",
        ["code_interpreter_call"] = "ci",
        ["local_shell_call"] = "lsh",
        ["local_shell_call_output"] = "lsho",
        ["shell_call"] = "sh",
        ["shell_call_output"] = "sho",
        ["apply_patch_call"] = "ap",
        ["apply_patch_call_output"] = "apo",
        ["mcp_list_tools"] = "mcpl",
        ["mcp_approval_request"] = "mcpr",
        ["mcp_approval_response"] = "mcpa",
        ["mcp_call"] = "mcp",
        ["compaction"] = "cmp",
    };
}
