namespace Fairlead.Protocols.JsonSchema;

/// <summary>A bounded collection of findings.</summary>
internal sealed class Findings
{
    /// <summary>How many are kept.</summary>
    public const int Most = 50;

    private readonly List<Finding> found = [];

    public IReadOnlyList<Finding> All => found;

    public bool IsEmpty => found.Count == 0;

    public bool IsFull => found.Count >= Most;

    public void Add(Finding finding)
    {
        if (!IsFull)
        {
            found.Add(finding);
        }
    }

    public void Add(Location at, string message) => Add(new Finding(at, () => message));

    public void AddRange(Findings others)
    {
        foreach (var finding in others.found)
        {
            Add(finding);
        }
    }

    /// <summary>The findings in words, in document order, each once.</summary>
    public List<Problem> ToList() =>
    [
        .. found
            .OrderBy(static finding => finding.At, Comparer<Location>.Create(Location.Compare))
            .Select(static finding => new Problem(finding.At.ToString(), finding.Message()))
            .Distinct(),
    ];
}
