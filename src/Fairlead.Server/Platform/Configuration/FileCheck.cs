using System.Text.Json;
using Fairlead.Gateway;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Outbound;
using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The checking of one document: what is found on the way, and what later steps need of earlier ones.</summary>
internal sealed class FileCheck(JsonElement document)
{
    private readonly List<string> faults = [];

    /// <summary>The document.</summary>
    public JsonElement Document { get; } = document;

    /// <summary>What is wrong.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>What may be wrong.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <summary>What only a server can say.</summary>
    public List<Expectation> Expectations { get; } = [];

    /// <summary>Which addresses may be called.</summary>
    public AddressPolicy Addresses { get; set; } = new(new NetworkOptions());

    /// <summary>The gateway's options, which say what providers may do.</summary>
    public GatewayOptions Gateway { get; set; } = new();

    /// <summary>The declared providers, the managed one included; null for one with problems.</summary>
    public Dictionary<string, ProviderSnapshot?> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes what is wrong with the outline: what has a problem is not looked into, and all else is, so that everything is said at once.</summary>
    public void Outline(IReadOnlyList<Problem> problems)
    {
        Problems.AddRange(problems);
        faults.AddRange(problems.Select(static problem => problem.Path));
    }

    /// <summary>Whether nothing is wrong with the outline of what a path names.</summary>
    public bool IsSound(string path) => !faults.Exists(fault => fault.StartsWith(path, StringComparison.Ordinal) && (fault.Length == path.Length || fault[path.Length] is '.' or '['));

    /// <summary>A part of the document that is one thing; undefined when it is not there, or is not sound.</summary>
    public JsonElement Whole(string name) => IsSound(name) ? Part(name) : default;

    /// <summary>A part of the document; undefined when it is not there.</summary>
    public JsonElement Part(string name) => Document.TryGetProperty(name, out var part) ? part : default;

    /// <summary>The sound entries of a part that is a map, with their paths.</summary>
    public IEnumerable<(string Name, JsonElement Value, string Path)> Entries(string part) => All(part).Where(entry => IsSound(entry.Path));

    /// <summary>Whether a map has an entry.</summary>
    public bool Declares(string part, string name) => Part(part) is { ValueKind: JsonValueKind.Object } map && map.TryGetProperty(name, out _);

    /// <summary>The names in a map.</summary>
    public IEnumerable<string> NamesIn(string part) => All(part).Select(static entry => entry.Name);

    /// <summary>Notes that a secret is needed; false when the document does not declare it, or not as it must.</summary>
    public bool NeedsSecret(string name, string path)
    {
        if (Declares("secrets", name))
        {
            return IsSound(Problem.Join("secrets", name));
        }

        Expectations.Add(new Expectation(Expected.Secret, name, null, path, Suggestion.Ending(name, NamesIn("secrets"))));
        return false;
    }

    private IEnumerable<(string Name, JsonElement Value, string Path)> All(string part) =>
        Part(part) is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(entry => (entry.Name, entry.Value, Problem.Join(part, entry.Name)))
            : [];
}
