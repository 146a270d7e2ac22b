using System.Net;
using Fairlead.Bench.Forwarder;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
builder.Configuration.AddCommandLine(args);
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Listen(IPAddress.Loopback, builder.Configuration.GetValue<int>("port"));
});
// One switch for both sides: the runtime's own variable decides where the completions of *all* sockets run, the outbound ones
// included, and has to be there before the process starts. Kestrel's option follows it.
builder.Services.Configure<SocketTransportOptions>(transport => transport.UnsafePreferInlineScheduling =
    Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS") == "1");

var upstream = new Uri(builder.Configuration["upstream"] ?? throw new InvalidOperationException("--upstream is missing."));
using var forwarder = new Forwarder(upstream);
await using var app = builder.Build();
app.Run(forwarder.ForwardAsync);
await app.RunAsync();
