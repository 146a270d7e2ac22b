using System.Text.Json;
using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Invocations;

/// <summary>A conversation's turns as the store keeps them: our own JSON, with a version.</summary>
internal static class Turns
{
    private const int Version = 1;

    public static string Write(IReadOnlyList<Turn> turns) => JsonSerializer.Serialize(new Document(Version, turns), Wire.Options);

    public static IReadOnlyList<Turn> Read(string json)
    {
        var document = JsonSerializer.Deserialize<Document>(json, Wire.Options)!;
        return document.V == Version ? document.Turns : throw new InvalidDataException($"Turns of version {document.V} are not known.");
    }

    private sealed record Document(int V, IReadOnlyList<Turn> Turns);
}
