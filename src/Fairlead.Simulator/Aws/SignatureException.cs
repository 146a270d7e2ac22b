namespace Fairlead.Simulator.Aws;

/// <summary>Refuses a request for its signature.</summary>
internal sealed class SignatureException(SignatureFault fault, string message) : Exception(message)
{
    internal SignatureFault Fault { get; } = fault;
}
