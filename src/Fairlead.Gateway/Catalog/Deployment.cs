using System.Security.Cryptography;
using System.Text;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.Json;

namespace Fairlead.Gateway.Catalog;

/// <summary>An upstream model at a provider: what can serve a model.</summary>
public sealed class Deployment
{
    /// <summary>The model's name, as clients spell it.</summary>
    public required string Model { get; init; }

    /// <summary>The name as the provider spells it: mostly the same.</summary>
    public string UpstreamModel { get => field ?? Model; init; }

    /// <summary>The provider's name as a JSON string, ready to be put into a body.</summary>
    public required JsonSlice ModelJson { get; init; }

    /// <summary>The provider that serves it.</summary>
    public required ProviderSnapshot Provider { get; init; }

    /// <summary>The name that says which provider and model served a request.</summary>
    public string FullName => field ??= $"{Provider.Identifier}/{Model}";

    /// <summary>A number that tells it from most others by its name.</summary>
    internal ushort Mark => field != 0 ? field : field = MarkOf(FullName);

    /// <summary>What its answers come from, as a digest: the same name may lead elsewhere tomorrow.</summary>
    internal string Origin => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider.Type}\n{UpstreamModel}\n{Endpoints.Addresses}")).AsSpan(0, 16));

    /// <summary>A name for people; null when none was given.</summary>
    public string? DisplayName { get; init; }

    /// <summary>How many tokens the model can read; null when it is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>What its tokens cost; null when it is not known.</summary>
    public ModelPricing? Pricing { get; init; }

    /// <summary>The features that the model lacks.</summary>
    public ModelFeatures Missing { get; init; }

    /// <summary>The operations it is there for: those that the configuration lists, else chat.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Whether the configuration lists the operations.</summary>
    public bool ListsOperations { get; init; }

    /// <summary>Whether nothing is known of it but its name, which a pattern gave: only the upstream knows what it serves.</summary>
    public bool IsUnlisted { get; init; }

    /// <summary>Where and how it is called.</summary>
    public required UpstreamEndpoints Endpoints { get; init; }

    /// <summary>Whether it may be used: enabled in the configuration and in the overrides.</summary>
    public required bool Enabled { get; init; }

    /// <summary>Whether a route that names it may use it: also where the shipped catalog does not start it enabled, unless the operator has switched it off.</summary>
    public bool IsOffered { get => field || Enabled; init; }

    /// <summary>What is going on at it.</summary>
    public DeploymentState State { get; internal set; } = new();

    /// <summary>The route that leads to it alone.</summary>
    public Route Route => field ?? Interlocked.CompareExchange(ref field, Route.Of(this), null) ?? field;

    /// <summary>
    /// Whether it serves an operation. A model that converses does so in every dialect; embeddings must be listed; of other operations only an
    /// upstream knows, unless a list leaves them out.
    /// </summary>
    public bool Serves(Operation operation)
    {
        var isConversation = operation.IsConversation();
        for (var i = 0; i < Operations.Count; i++)
        {
            if (Operations[i] == operation || (isConversation && Operations[i].IsConversation()))
            {
                return true;
            }
        }

        return IsUnlisted || (!isConversation && !ListsOperations && operation != Operation.Embeddings);
    }

    // FNV-1a, folded: http://www.isthe.com/chongo/tech/comp/fnv/
    private static ushort MarkOf(string name)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * 16_777_619;
        }

        return (ushort)(hash ^ (hash >> 16)) is var mark and not 0 ? mark : (ushort)1;
    }

    /// <summary>Whether the model lacks a feature.</summary>
    public bool Lacks(ModelFeatures feature) => (Missing & feature) != 0;
}
