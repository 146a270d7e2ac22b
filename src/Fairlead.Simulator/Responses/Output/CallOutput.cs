using System.Text.Json;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Responses.Output;

/// <summary>A call of a function, or of a tool that takes text.</summary>
internal sealed record CallOutput(string Id, ToolCall Call, bool IsCustom) : OutputItem(Id)
{
    private string Member => IsCustom ? "input" : "arguments";

    internal override IEnumerable<ResponseEvent> Events()
    {
        string kind = IsCustom ? "response.custom_tool_call_input" : "response.function_call_arguments";
        foreach (string piece in TextPieces.Split(Call.Arguments))
        {
            yield return new ResponseEvent($"{kind}.delta", TextPieces.CountPiece(piece), json => json.WriteString("delta", piece));
        }

        yield return new ResponseEvent($"{kind}.done", 0, json => json.WriteString(Member, Call.Arguments));
    }

    protected override void WriteMembers(Utf8JsonWriter json, bool begun)
    {
        json.WriteString("type", IsCustom ? "custom_tool_call" : "function_call");
        json.WriteString("status", begun ? "in_progress" : "completed");
        json.WriteString(Member, begun ? "" : Call.Arguments);
        json.WriteString("call_id", Call.Id);
        json.WriteString("name", Call.Name);
    }
}
