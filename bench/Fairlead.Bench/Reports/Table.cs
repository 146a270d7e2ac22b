using System.Text;

namespace Fairlead.Bench.Reports;

/// <summary>A Markdown table, padded so that it can be read in a terminal too.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [heads];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var widths = heads.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        AppendRow(text, rows[0], widths);
        text.Append('|').AppendJoin('|', widths.Select((width, column) => Rule(width, column))).Append("|\n");
        foreach (var row in rows.Skip(1))
        {
            AppendRow(text, row, widths);
        }

        return text.ToString();
    }

    // The first column holds names, the others numbers: those are aligned right.
    private static string Rule(int width, int column) => column == 0 ? new string('-', width + 2) : new string('-', width + 1) + ':';

    private static void AppendRow(StringBuilder text, string[] row, int[] widths) => text
        .Append("| ")
        .AppendJoin(" | ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))
        .Append(" |\n");
}
