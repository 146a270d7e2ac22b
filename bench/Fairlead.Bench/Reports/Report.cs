namespace Fairlead.Bench.Reports;

/// <summary>The report: on standard output and, when asked for, in a file. Each part is out as soon as it is known.</summary>
internal sealed class Report
{
    private readonly string? file;

    public Report(string? file)
    {
        this.file = file;
        if (file is not null)
        {
            File.WriteAllText(file, "");
        }
    }

    public void Add(string markdown)
    {
        Console.Out.WriteLine(markdown);
        if (file is not null)
        {
            File.AppendAllText(file, markdown + "\n");
        }
    }
}
