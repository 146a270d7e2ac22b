namespace Fairlead.Simulator.Faults;

/// <summary>Takes the request and never answers; the connection stays open until the client leaves.</summary>
public sealed record DropFault : Fault
{
    internal override void Check(string at)
    {
    }
}
