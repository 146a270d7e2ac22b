namespace Fairlead.Server.Platform.Hosting;

/// <summary>Whether the server takes requests: not before its store is open, and not when it is draining.</summary>
internal sealed class Readiness
{
    private volatile bool isReady;

    public bool IsReady => isReady;

    public void Opened() => isReady = true;

    public void Draining() => isReady = false;
}
