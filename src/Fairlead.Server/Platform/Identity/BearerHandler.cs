using System.Text.Encodings.Web;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Authenticates callers of the control plane: an access token, and no gateway key.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyAuthentication authentication)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        await authentication.AuthenticateAsync(Request, Context.RequestAborted) is { IsKey: false } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(Callers.ToClaims(principal), Scheme))
            : AuthenticateResult.NoResult();

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Scheme;
        return new ErrorResult(ApiErrors.Unauthorized).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new ErrorResult(Context.GetEndpoint()?.Metadata.GetMetadata<ApiError>() ?? ApiErrors.Forbidden).ExecuteAsync(Context);
}
