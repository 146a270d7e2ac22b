namespace Fairlead.Simulator.Messages.Reading;

/// <summary>The marks that ask for a prompt to be cached up to there. https://platform.claude.com/docs/en/build-with-claude/prompt-caching</summary>
internal static class CacheControl
{
    internal const string Name = "cache_control";
    private const int MostMarks = 4;

    /// <returns>1 when the object carries a mark, 0 otherwise.</returns>
    internal static int Check(InputObject carrier)
    {
        if (carrier.Object(Name) is not { } mark)
        {
            return 0;
        }

        InputObject tagged = mark.Under(mark.Tag(["ephemeral"]));
        tagged.OneOf("ttl", "5m", "1h");
        tagged.AllowOnly(["type", "ttl"]);
        return 1;
    }

    internal static void CheckCount(int marks)
    {
        if (marks > MostMarks)
        {
            throw MessagesErrors.Refuse($"A maximum of {MostMarks} blocks with cache_control may be provided. Found {marks}.");
        }
    }
}
