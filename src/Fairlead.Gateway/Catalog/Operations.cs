using Fairlead.Protocols;

namespace Fairlead.Gateway.Catalog;

/// <summary>What operations have to do with dialects.</summary>
public static class Operations
{
    /// <summary>The dialect that a client of the operation speaks, when it is one of those that can be translated; null otherwise.</summary>
    public static Dialect? DialectOf(this Operation operation) => operation switch
    {
        Operation.Chat => Dialect.Chat,
        Operation.Responses => Dialect.Responses,
        Operation.Messages => Dialect.Messages,
        _ => null,
    };

    /// <summary>Whether the operation's clients expect Anthropic's errors.</summary>
    public static bool IsAnthropic(this Operation operation) => operation is Operation.Messages or Operation.CountTokens;

    /// <summary>Whether the operation is to converse, in any dialect: a model that serves one serves all.</summary>
    public static bool IsConversation(this Operation operation) => operation.DialectOf() is not null || operation is Operation.CountTokens or Operation.Compaction;

    /// <summary>Whether what is asked is text that is paid for by the token.</summary>
    public static bool IsText(this Operation operation) => operation.DialectOf() is not null || operation is Operation.Compaction or Operation.Embeddings or Operation.Completions;
}
