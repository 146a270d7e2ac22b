namespace Fairlead.Gateway.Ports;

/// <summary>Keeps request bodies on disk for as long as they are needed.</summary>
public interface ISpool
{
    /// <summary>A new, empty file to write to and then read from; it is gone when it is disposed of.</summary>
    Stream Create();
}
