namespace Fairlead.Protocols.JsonSchema;

/// <summary>The known name that somebody probably meant.</summary>
public static class Suggestion
{
    private const int LongestName = 64;
    private const int MostNames = 200;

    /// <summary>The nearest of the known names; null when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been meant; the first 200 are compared.</param>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        var (best, distance) = known
            .Where(static candidate => candidate.Length <= LongestName)
            .Take(MostNames)
            .Select(candidate => (candidate, Distance(Fold(name), Fold(candidate))))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(static pair => pair.Item2);
        return distance <= Math.Min(2, best.Length / 3) ? best : null;
    }

    /// <summary>The end of a message that names what was meant: <c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Ending(string name, IEnumerable<string> known) => Find(name, known) is { } meant ? $"; did you mean '{meant}'?" : string.Empty;

    private static string Fold(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>The edits between two words: a letter added, dropped or replaced, or two neighbours swapped.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cell(rows, left, right, i, j);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Cell(int[,] rows, string left, string right, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var edited = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swapped ? Math.Min(edited, rows[i - 2, j - 2] + 1) : edited;
    }
}
