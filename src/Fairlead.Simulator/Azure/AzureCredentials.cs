using Fairlead.Simulator.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Azure;

/// <summary>Whether a caller may call: by <c>api-key</c>, or by a bearer token, which is the same key here.</summary>
internal static class AzureCredentials
{
    internal static ApiError? Check(IHeaderDictionary headers, SimulatorOptions options)
    {
        if (Credentials.Check(headers, options with { ApiKey = null }) is { } refusal)
        {
            return refusal;
        }

        string? key = headers["api-key"];
        return options.ApiKey is null || (key ?? Credentials.Presented(headers)) == options.ApiKey ? null : AzureErrors.AccessDenied;
    }
}
