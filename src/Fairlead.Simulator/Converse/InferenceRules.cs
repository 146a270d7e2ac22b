using System.Text.Json;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Converse;

/// <summary>What <c>inferenceConfig</c> may hold.</summary>
internal static class InferenceRules
{
    private const int MostStops = 2_500;

    internal static void Check(JsonElement inference)
    {
        CheckRange(inference, "maxTokens", 1, int.MaxValue);
        CheckRange(inference, "temperature", 0, 1);
        CheckRange(inference, "topP", 0, 1);
        if (inference.Items("stopSequences").Count() > MostStops)
        {
            throw ConverseErrors.Constraint("", "inferenceConfig.stopSequences", $"have length less than or equal to {MostStops}");
        }

        if (inference.Items("stopSequences").Any(s => s.GetString()!.Length == 0))
        {
            throw ConverseErrors.Constraint(
                "''", "inferenceConfig.stopSequences", "satisfy constraint: [Member must have length greater than or equal to 1]");
        }
    }

    private static void CheckRange(JsonElement inference, string name, double least, double most)
    {
        if (inference.Get(name) is not { } value)
        {
            return;
        }

        double number = value.GetDouble();
        if (number < least || number > most)
        {
            (string word, double bound) = number < least ? ("greater", least) : ("less", most);
            throw ConverseErrors.Constraint($"'{value.GetRawText()}'", $"inferenceConfig.{name}", $"have value {word} than or equal to {bound}");
        }
    }
}
