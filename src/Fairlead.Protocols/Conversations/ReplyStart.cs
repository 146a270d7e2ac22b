using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>How an answer begins.</summary>
/// <param name="Id">The upstream's id for it, a string; absent when it gives none.</param>
/// <param name="Model">The model that answers, as the upstream names it, a string; absent when it does not.</param>
/// <param name="ServiceTier">The tier that served it, a string.</param>
public readonly record struct ReplyStart(JsonSlice Id, JsonSlice Model, JsonSlice ServiceTier = default)
{
    /// <summary>The same in memory of its own.</summary>
    public ReplyStart Copy() => new(Id.Copy(), Model.Copy(), ServiceTier.Copy());
}
