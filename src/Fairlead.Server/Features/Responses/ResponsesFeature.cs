using Fairlead.Gateway.Ports;

namespace Fairlead.Server.Features.Responses;

/// <summary>Keeps the gateway's responses.</summary>
internal static class ResponsesFeature
{
    public static IServiceCollection AddResponses(this IServiceCollection services) => services
        .AddSingleton<PendingResponses>()
        .AddSingleton<ResponseStore>()
        .AddSingleton<IResponseStore>(static services => services.GetRequiredService<ResponseStore>())
        .AddHostedService<ResponseWriter>()
        .AddHostedService<ExpiredResponses>();
}
