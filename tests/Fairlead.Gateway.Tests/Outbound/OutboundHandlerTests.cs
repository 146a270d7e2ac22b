using System.Net;
using Fairlead.Gateway.Outbound;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Outbound;

public sealed class OutboundHandlerTests
{
    [Fact]
    public async Task Send_Redirect_IsNotFollowed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context =>
        {
            context.Response.Redirect("/v1/elsewhere");
            return Task.CompletedTask;
        });
        using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions());

        using var response = await GetAsync(handler, upstream.BaseUrl);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task Send_AfterASetCookie_PresentsNone()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context =>
        {
            context.Response.Headers.SetCookie = "session=1; Path=/";
            return context.Response.WriteAsync("ok");
        });
        using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions());

        using var first = await GetAsync(handler, upstream.BaseUrl);
        using var second = await GetAsync(handler, upstream.BaseUrl);

        Assert.Equal(2, upstream.Requests.Count);
        Assert.DoesNotContain("Cookie", upstream.Requests[1].Headers.Keys);
    }

    [Fact]
    public async Task Send_TraceContextOfTheProcess_IsNotAdded()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Response.WriteAsync("ok"));
        using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions());
        using var activity = new System.Diagnostics.Activity("of the test").Start();

        using var response = await GetAsync(handler, upstream.BaseUrl);

        Assert.DoesNotContain("traceparent", upstream.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task Send_ProxyInTheEnvironment_IsIgnored()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Response.WriteAsync("ok"));
        var before = HttpClient.DefaultProxy; // What the environment's variables end up in.
        HttpClient.DefaultProxy = new WebProxy("http://127.0.0.1:1"); // Nothing listens there: a call through it would fail.
        try
        {
            using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions());

            using var response = await GetAsync(handler, upstream.BaseUrl);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task Send_NameOfADeniedAddress_IsRefusedWhenConnecting()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Response.WriteAsync("ok"));
        using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions { Deny = { "127.0.0.0/8", "::1/128" } });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(handler, upstream.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        Assert.IsType<AddressNotAllowedException>(failure.InnerException);
        Assert.Contains("'localhost' may not be called", failure.InnerException.Message, StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task Send_NameOfAnAllowedAddress_Connects()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context => context.Response.WriteAsync("ok"));
        using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions { Deny = { "127.0.0.0/8" }, Allow = { "127.0.0.1/32" } });

        using var response = await GetAsync(handler, upstream.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(OutboundHandler handler, string url) =>
        handler.SendAsync(new HttpRequestMessage(HttpMethod.Get, url), Rig.Patience);
}
