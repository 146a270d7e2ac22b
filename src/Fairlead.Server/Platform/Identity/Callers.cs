using System.Security.Claims;
using Fairlead.Gateway.Admission;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Between the gateway's principal and the framework's.</summary>
internal static class Callers
{
    /// <summary>The caller as the framework sees it.</summary>
    public static ClaimsPrincipal ToClaims(Principal principal) => new CallerIdentity(principal).ToClaimsPrincipal();

    /// <summary>Who calls an endpoint that requires a caller.</summary>
    public static Principal Caller(this HttpContext context) => (context.User.Identity as CallerIdentity)?.Principal
        ?? throw new InvalidOperationException("The route requires no caller.");

    private sealed class CallerIdentity(Principal principal)
        : ClaimsIdentity([new Claim(DefaultRoleClaimType, principal.Role.ToString())], BearerHandler.Scheme)
    {
        public Principal Principal { get; } = principal;

        public ClaimsPrincipal ToClaimsPrincipal() => new(this);
    }
}
