using System.Globalization;

namespace Fairlead.Bench.Processes;

/// <summary>What a process and its children have used, from /proc.</summary>
/// <param name="Cpu">User and system time since they started, in steps of 10 ms.</param>
/// <param name="ResidentBytes">Resident set. Pages shared between a process and its children count once for each.</param>
internal readonly record struct ProcessTimes(TimeSpan Cpu, long ResidentBytes)
{
    /// <summary>The kernel's USER_HZ, which is 100 on every Linux that .NET runs on.</summary>
    private const int TicksPerSecond = 100;

    // Positions behind the closing parenthesis of the name (proc(5), /proc/pid/stat: fields 4, 14, 15 and 24).
    private const int Parent = 1;
    private const int UserTime = 11;
    private const int SystemTime = 12;
    private const int Resident = 21;

    /// <summary>Reads the counters of <paramref name="processId"/> and of its direct children (nginx's workers).</summary>
    public static ProcessTimes Of(int processId) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0)
        .Select(id => (Id: id, Fields: Stat(id)))
        .Where(row => row.Fields.Length > Resident && (row.Id == processId || Number(row.Fields, Parent) == processId))
        .Select(row => Read(row.Fields))
        .Aggregate(default(ProcessTimes), (sum, one) => new(sum.Cpu + one.Cpu, sum.ResidentBytes + one.ResidentBytes));

    private static ProcessTimes Read(string[] fields) => new(
        TimeSpan.FromSeconds((double)(Number(fields, UserTime) + Number(fields, SystemTime)) / TicksPerSecond),
        Number(fields, Resident) * Environment.SystemPageSize);

    private static long Number(string[] fields, int position) => long.Parse(fields[position], CultureInfo.InvariantCulture);

    private static string[] Stat(int processId)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended between the listing and the reading.
            return [];
        }
    }
}
