using System.Text.Json;

namespace Fairlead.Conformance.Tests.Sessions;

/// <summary>An event of a stream, read as strictly as command line tools do: a name, and data that is a JSON object of the same <c>type</c>.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="Data">Its data.</param>
internal sealed record ServerSentEvent(string Name, JsonElement Data)
{
    /// <summary>The events of a whole body; comments are left out.</summary>
    public static IReadOnlyList<ServerSentEvent> Read(string body)
    {
        Assert.EndsWith("\n\n", body, StringComparison.Ordinal);
        return [.. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(static block => !block.StartsWith(':')).Select(ReadOne)];
    }

    /// <summary>A member of the data.</summary>
    public JsonElement this[string name] => Data.GetProperty(name);

    private static ServerSentEvent ReadOne(string block)
    {
        var lines = block.Split('\n');
        Assert.Equal(2, lines.Length);
        var read = new ServerSentEvent(lines[0]["event: ".Length..], JsonElement.Parse(lines[1]["data: ".Length..]));
        Assert.Equal(read.Name, read["type"].GetString());
        return read;
    }
}
