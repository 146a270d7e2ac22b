namespace Fairlead.Simulator.Http;

/// <summary>One operation of OpenAI's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Template">The path; a segment in braces stands for any, <c>{**}</c> at the end for all that follows.</param>
/// <param name="Answer">Answers, given what stands in the braces.</param>
internal sealed record OpenAIRoute(string Method, string Template, Func<Exchange, string, Task> Answer)
{
    private const string Rest = "{**}";

    /// <summary>Whether the knobs may make it fail.</summary>
    internal bool MayFail { get; init; }

    /// <returns>What stands in the braces, empty when there are none; null when the path is another's.</returns>
    internal string? Match(string path)
    {
        string[] template = Template.Split('/');
        if (template[^1] == Rest)
        {
            string prefix = Template[..^Rest.Length];
            return path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length ? path[prefix.Length..] : null;
        }

        string[] segments = path.Split('/');
        string found = "";
        for (int i = 0; i < template.Length; i++)
        {
            bool any = template[i].StartsWith('{');
            if (segments.Length != template.Length || (any ? segments[i].Length == 0 : segments[i] != template[i]))
            {
                return null;
            }

            found = any ? segments[i] : found;
        }

        return found;
    }
}
