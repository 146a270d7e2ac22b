using Fairlead.Gateway.Ports;

namespace Fairlead.Server.Features.OwnedObjects;

/// <summary>Whose the files, batches and other things are that upstreams keep for the gateway's principals. It has no routes: the gateway's own show it.</summary>
internal static class OwnedObjectsFeature
{
    public static IServiceCollection AddOwnedObjects(this IServiceCollection services) => services.AddSingleton<IOwnedObjects, OwnershipRecords>();
}
