namespace Fairlead.Simulator.GenerateContent;

/// <summary>The budgets that Gemini 2.5 takes. https://cloud.google.com/vertex-ai/generative-ai/docs/thinking</summary>
internal static class ThinkingBudgets
{
    private const int Dynamic = -1;

    internal static void Check(string model, int? budget)
    {
        bool pro = model.StartsWith("gemini-2.5-pro", StringComparison.Ordinal);
        (int least, int most) = pro ? (128, 32_768) : (0, 24_576);
        if ((pro || model.StartsWith("gemini-2.5-flash", StringComparison.Ordinal)) && budget is not null and not Dynamic && (budget < least || budget > most))
        {
            throw GoogleErrors.Invalid(
                $"Unable to submit request because thinking_budget is out of range; supported values are integers from {least} to {most}.");
        }
    }
}
