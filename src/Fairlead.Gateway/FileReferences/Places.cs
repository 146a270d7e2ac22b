using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.FileReferences;

/// <summary>
/// Where each operation's body may say <c>file_id</c> of something else than a file to be read: schemas and arguments of the client's own tools, its own labels, and what an
/// earlier answer told. Such places are given whole, from the top: a member of the same name elsewhere is looked into.
/// </summary>
internal static class Places
{
    // Source: https://platform.openai.com/docs/api-reference/chat/create
    private static readonly Place Chat = Place.Top(
        ["metadata", "messages.annotations", "tools.function.parameters", "functions.parameters", "response_format.json_schema.schema"], []);

    // Source: https://platform.openai.com/docs/api-reference/responses/create
    private static readonly Place Responses = Place.Top(
        [
            "metadata", "input.content.annotations", "input.results", "text.format.schema",
            "tools.parameters", "tools.tools.parameters", "input.tools.parameters", "input.tools.input_schema", "input.tools.tools.parameters",
        ],
        ["prompt.variables.file_id"]);

    // What ran code on Anthropic's side left files behind, whose ids the next turn repeats. Source: https://docs.claude.com/en/api/messages
    private static readonly Place Messages = Place.Top(
        ["metadata", "messages.content.input", "messages.content.citations", "tools.input_schema", "tools.input_examples", "output_format.schema", "output_config.format.schema"],
        ["messages.content.content.content.file_id"]);

    // Source: https://platform.openai.com/docs/api-reference/images/createEdit
    private static readonly Place Images = Place.Top([], []);

    /// <summary>The top of an operation's body; null when the operation takes no files by id.</summary>
    public static Place? Of(Operation operation) => operation switch
    {
        Operation.Chat => Chat,
        Operation.Responses or Operation.Compaction => Responses,
        Operation.Messages or Operation.CountTokens => Messages,
        Operation.Images => Images,
        _ => null,
    };
}
