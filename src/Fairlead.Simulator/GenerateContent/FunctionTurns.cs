using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.GenerateContent;

/// <summary>Function calls and responses must follow each other, turn by turn, in equal numbers.</summary>
internal static class FunctionTurns
{
    internal static void Check(IReadOnlyList<JsonElement> contents)
    {
        int open = 0;
        for (int i = 0; i < contents.Count; i++)
        {
            int responses = Count(contents[i], "functionResponse");
            if (responses > 0 && open == 0)
            {
                throw GoogleErrors.Invalid("Please ensure that function response turn comes immediately after a function call turn.");
            }

            if (responses != open)
            {
                throw GoogleErrors.Invalid(
                    "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
            }

            open = Count(contents[i], "functionCall");
            if (open > 0 && (i == 0 || contents[i - 1].Text("role") == "model"))
            {
                throw GoogleErrors.Invalid(
                    "Please ensure that function call turn comes immediately after a user turn or after a function response turn.");
            }
        }
    }

    private static int Count(JsonElement content, string name) => content.Items("parts").Count(p => p.Get(name) is not null);
}
