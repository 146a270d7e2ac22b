using Fairlead.Gateway.Admission;
using Microsoft.AspNetCore.Authorization;

namespace Fairlead.Server.Platform.Identity;

/// <summary>The authorization policies.</summary>
internal static class AccessPolicies
{
    public static void AddAccessPolicies(this AuthorizationBuilder authorization) => authorization
        .AddPolicy(Access.Member, static policy => policy.AddAuthenticationSchemes(BearerHandler.Scheme).RequireAuthenticatedUser())
        .AddPolicy(Access.Admin, static policy => policy.AddAuthenticationSchemes(BearerHandler.Scheme).RequireRole(nameof(Role.Admin)));
}
