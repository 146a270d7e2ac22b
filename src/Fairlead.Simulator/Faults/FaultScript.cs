namespace Fairlead.Simulator.Faults;

/// <summary>What goes wrong at a simulated upstream, when and for whom. Its clock starts when it is put in force.</summary>
/// <param name="Rules">Asked in order; the first that strikes a request decides what happens to it.</param>
public sealed record FaultScript(IReadOnlyList<FaultRule> Rules)
{
    /// <summary>Reads a script from JSON: <c>{"rules": [{"model", "path", "from", "to", "count", "share", "period", "fault"}]}</c>.</summary>
    /// <param name="json">UTF-8, or the text of it.</param>
    /// <exception cref="ArgumentException">The text is no such script; the message names the member that is wrong.</exception>
    public static FaultScript Parse(ReadOnlySpan<byte> json) => FaultScriptReader.Read(json);

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static FaultScript Parse(string json) => Parse(System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>Throws <see cref="ArgumentException"/> naming the first member that is out of its range.</summary>
    internal FaultScript Checked()
    {
        for (int i = 0; i < Rules.Count; i++)
        {
            Rules[i].Check($"rules[{i}]");
        }

        return this;
    }
}
