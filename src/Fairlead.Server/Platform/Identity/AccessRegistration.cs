using Fairlead.Gateway.Admission;
using Microsoft.AspNetCore.Authentication;

namespace Fairlead.Server.Platform.Identity;

/// <summary>Registers who may come in.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services)
    {
        // The core alone: the full registration would bring cookie encryption, with keys of its own on disk.
        services.AddAuthenticationCore(static options => options.AddScheme<BearerHandler>(BearerHandler.Scheme, null));
        services.AddTransient<BearerHandler>();
        services.AddOptions<AuthenticationSchemeOptions>(BearerHandler.Scheme);
        services.AddSingleton(System.Text.Encodings.Web.UrlEncoder.Default);
        services.AddAuthorizationBuilder()
            .AddPolicy(Access.Member, static policy => policy.AddAuthenticationSchemes(BearerHandler.Scheme).RequireAuthenticatedUser())
            .AddPolicy(Access.Admin, static policy => policy.AddAuthenticationSchemes(BearerHandler.Scheme).RequireRole(nameof(Role.Admin)));
    }
}
