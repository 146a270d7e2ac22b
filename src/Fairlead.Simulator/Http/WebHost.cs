using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fairlead.Simulator.Http;

/// <summary>Builds the web server around a handler.</summary>
internal static class WebHost
{
    private const long LargestBody = 256L * 1024 * 1024;

    internal static WebApplication Build(SimulatorOptions options, RequestDelegate handler)
    {
        IReadOnlyList<ListenAddress> addresses = ListenAddress.Parse(options.Urls, options.AllowRemote);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "Fairlead.Simulator", EnvironmentName = Environments.Production });

        // Settings of the process it runs in (files, ASPNETCORE_ variables) are not about the simulator.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        if (!options.LogToConsole)
        {
            builder.Logging.ClearProviders();
        }

        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            foreach (ListenAddress address in addresses)
            {
                address.Apply(kestrel);
            }
        });

        WebApplication app = builder.Build();
        app.Run(handler);
        return app;
    }

    internal static Uri BaseAddressOf(WebApplication app)
    {
        var bound = new Uri(app.Urls.First());
        string host = bound.Host is "[::]" or "0.0.0.0" ? "127.0.0.1" : bound.Host;
        return new Uri($"http://{host}:{bound.Port}/v1");
    }
}
