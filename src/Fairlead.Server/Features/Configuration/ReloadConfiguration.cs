using Fairlead.Server.Platform.Http;

namespace Fairlead.Server.Features.Configuration;

/// <summary>Reads the configuration file again.</summary>
internal static class ReloadConfiguration
{
    public static async Task<IResult> Endpoint(ConfigurationReload reload, CancellationToken cancellationToken) =>
        (await reload.ReloadAsync("POST /v1/config/reload", cancellationToken)).Reply(static delta => TypedResults.Json(new ConfigurationReply(true, delta), Wire.Options));
}
