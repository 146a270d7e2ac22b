namespace Fairlead.Protocols.Tests.Documentation;

/// <summary>What is known to be limited and no golden shows as a lost field. The one place where such limits are written down.</summary>
internal static class DialectLimits
{
    public static IReadOnlyList<string> All { get; } =
    [
        "Thoughts go back to the vendor that had them: a proof (`signature`, `encrypted_content`, `thoughtSignature`) survives the client's turn in every pair, but another vendor refuses or ignores it. Begin a new conversation when you change the vendor in the middle of tool calls.",
        "Chat upstreams get no thoughts of earlier turns, because most servers refuse the fields they do not know; those with `returnsReasoning`, DeepSeek and Moonshot by their presets, get them as `reasoning_content`. The signature of a call (`extra_content.google.thought_signature`) does go back, except from clients of Messages, where a call has no place for one.",
        "In Messages and Chat the vendor's own tools (web search, code execution) of another vendor cannot run; their blocks in an answer are left out.",
        "Citations and annotations of an answer, images in an answer, and more than one choice reach clients of the same dialect only; `n` greater than 1 is answered in Chat, by Chat and Gemini upstreams.",
        "Thinking budgets and efforts are converted by steps: up to 1,024 tokens is `low`, up to 8,192 `medium`, more `high`. A budget counts towards the limit of the answer, or else towards the longest answer that the model is known to give, and takes three quarters of it at most; with forced tools, or with calls whose thoughts are missing, Claude is not asked to think. `thinking: disabled` is `thinkingBudget: 0`; Gemini 2.5 Pro and Gemini 3, which refuse it, think anyway. A budget above what Gemini takes is lowered to it.",
        "Claude takes one of temperature and top_p, from Opus 4.7 and Sonnet 5 on none of temperature, top_p and top_k: what the model refuses is left out for clients of other dialects, and named. So is `strict` of a tool on Vertex, and on Bedrock for other Claude models than 4.5 and 4.6.",
        "The block of Claude Code's `system` that begins with `x-anthropic-billing-header:` is for Anthropic alone and changes with each request: it is left out elsewhere, so that prompts keep their prefix.",
        "On Bedrock the thinking parameters are Claude's; models of other makers refuse them.",
        "Chat takes four stop sequences at most; more are not cut, the vendor refuses them.",
        "A stream's `message_start` in Messages has no counts of tokens yet; `message_delta` has the final ones.",
        "In a stream of Messages that comes from Chat, parallel calls may be open at the same time, each delta with its index: a Chat stream does not say when a call is whole.",
        "Custom tools (free text, grammars) are functions with one argument `input` elsewhere; their text comes in one piece when the call is whole.",
        "A tool's name that the upstream does not take (OpenAI, Gemini and Bedrock have 64 characters, Anthropic 128; letters, digits, `_` and `-`, Gemini dots too) is cut and marked with eight digits of its hash, the same in every turn; answers have the client's name. So are namespaces of Responses (Codex's MCP servers): `mcp__server` and `tool` are `mcp__server__tool`, and come back apart.",
        "`tool_search` that the client runs is a function, and what it finds is among the tools from then on; one that the vendor would run is lost, and tools that wait for it are shown at once.",
        "Gemini gives calls no ids: ours are made, and stable within the turn. Images that a tool gives stand beside its result there, and in Chat in a message of the user.",
    ];
}
