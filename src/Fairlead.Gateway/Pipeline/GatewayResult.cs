using Fairlead.Gateway.Answers;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Pipeline;

/// <summary>What became of a request: an answer that begins, a refusal of ours, a failure of the upstream, or nobody left to answer.</summary>
public readonly record struct GatewayResult
{
    /// <summary>The answer, its first bytes at hand. Dispose of it.</summary>
    public Answer? Answer { get; private init; }

    /// <summary>The gateway did not send the request.</summary>
    public GatewayError? Refusal { get; private init; }

    /// <summary>The upstream failed.</summary>
    public AttemptFailure? Failure { get; private init; }

    /// <summary>What the gateway answers without an upstream: a JSON document. Empty when it did not.</summary>
    public ReadOnlyMemory<byte> Own { get; private init; }

    /// <summary>The client left before there was an answer.</summary>
    public bool HasClientLeft => Answer is null && Refusal is null && Failure is null && Own.IsEmpty;

    /// <summary>An answer.</summary>
    public static implicit operator GatewayResult(Answer answer) => new() { Answer = answer };

    /// <summary>A refusal.</summary>
    public static implicit operator GatewayResult(GatewayError refusal) => new() { Refusal = refusal };

    /// <summary>An answer of the gateway's own.</summary>
    public static implicit operator GatewayResult(byte[] own) => new() { Own = own };

    /// <summary>A failure.</summary>
    public static implicit operator GatewayResult(AttemptFailure failure) => new() { Failure = failure };
}
