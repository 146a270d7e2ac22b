using System.Data;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Server.Features.Agents;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Invocations;

/// <summary>Checks all that can be checked before a model is called, and begins the record.</summary>
internal sealed class PrepareInvocation(Database database, ModelCatalog catalog, InvocationQuota quota, TimeProvider time)
{
    public async Task<Outcome<Invocation>> ExecuteAsync(InvocationInput input, Principal caller, CancellationToken cancellationToken)
    {
        var prepared = await database.ReadAsync(connection => Resolve(connection, input, caller), cancellationToken);
        if (!prepared.TryGet(out var invocation, out var refused))
        {
            return refused;
        }

        if (await DoesNotFitAsync(invocation) is { } tooLong)
        {
            return tooLong;
        }

        return await database.WriteAsync(connection => Begin(connection, invocation), cancellationToken);
    }

    // The limits are asked where one invocation begins at a time: several that come at once cannot all pass the last place.
    private Outcome<Invocation> Begin(IDbConnection connection, Invocation invocation)
    {
        if (quota.Take(connection) is { } exceeded)
        {
            return exceeded;
        }

        InvocationStore.Begin(connection, invocation);
        return invocation;
    }

    private static Task<ApiError?> DoesNotFitAsync(Invocation invocation) => Task.Run(() =>
        invocation.Deployment.ContextWindow is { } window && ContextWindow.Excess(window, new Conversation(invocation).Texts) is > 0 and var tokens
            ? ApiErrors.ContextWindowExceeded(invocation.Deployment.Model, window, tokens)
            : null);

    private Outcome<Invocation> Resolve(IDbConnection connection, InvocationInput input, Principal caller)
    {
        StoredInvocation? parent = null;
        if (input.Continues is not null && !FindParent(connection, input.Continues, caller).TryGet(out parent, out var noParent))
        {
            return noParent;
        }

        var agentId = input.Agent ?? parent?.Agent;
        Agent? agent = null;
        if (agentId is not null && (agent = AgentStore.Find(connection, agentId)) is not { Properties.Status: "active" })
        {
            return ApiErrors.AgentNotFound(agentId);
        }

        (string?, string?) request = (input.Provider, input.Model), inherited = (parent?.Provider, parent?.Model), ofAgent = (agent?.Properties.Provider, agent?.Properties.Model);
        (string?, string?)[] levels = IsAnotherAgent(input, parent) ? [request, ofAgent, inherited] : [request, inherited, ofAgent];
        return ModelChoice.Choose(catalog.Current, levels).TryGet(out var deployment, out var noModel)
            ? Make(input, caller, parent, agent, deployment)
            : noModel;
    }

    // An agent that is invoked on somebody else's conversation brings its own prompt and model along.
    private static bool IsAnotherAgent(InvocationInput input, StoredInvocation? parent) => input.Agent is not null && input.Agent != parent?.Agent;

    // Another Member's invocation is not found rather than forbidden: its existence is no one else's business.
    private static Outcome<StoredInvocation> FindParent(IDbConnection connection, string id, Principal caller) =>
        InvocationStore.Find(connection, id) is not { } parent || !IsVisible(parent, caller) ? ApiErrors.InvocationNotFound(id)
        : parent.Status == InvocationStatus.InProgress ? ApiErrors.InvocationInProgress(id)
        : parent;

    public static bool IsVisible(StoredInvocation invocation, Principal caller) => caller.Role == Role.Admin || invocation.AskedBy == caller.Id;

    private Invocation Make(InvocationInput input, Principal caller, StoredInvocation? parent, Agent? agent, Deployment deployment)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
        return new Invocation
        {
            Id = id,
            ConversationId = parent?.ConversationId ?? id,
            Continues = parent?.Id,
            Agent = agent?.Identifier,
            Caller = caller,
            SystemPrompt = input.SystemPrompt ?? (IsAnotherAgent(input, parent) ? null : parent?.SystemPrompt) ?? agent?.Properties.Prompt,
            History = parent is null ? [] : Turns.Read(parent.Turns),
            Prompt = input.Prompt,
            Deployment = deployment,
            Temperature = input.Temperature,
            MaxTokens = input.MaxTokens,
            OutputSchema = input.OutputSchema,
            Labels = Merge(agent?.Properties.Labels, input.Labels),
            McpServers = input.McpServers,
            AskedAt = Micros.ToTime(Micros.Now(time)),
        };
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string>? agent, IReadOnlyDictionary<string, string> request)
    {
        var labels = new Dictionary<string, string>(agent ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        foreach (var (name, value) in request)
        {
            labels[name] = value;
        }

        return labels;
    }
}
