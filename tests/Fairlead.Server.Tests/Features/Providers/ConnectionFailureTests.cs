using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fairlead.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Server.Tests.Features.Providers;

public sealed class ConnectionFailureTests
{
    public static TheoryData<int, string, string, string> Answers { get; } = new()
    {
        { 401, "application/json", """{"error":{"message":"no such key"}}""", "did not accept the credentials (HTTP 401)" },
        { 403, "application/json", "{}", "did not accept the credentials (HTTP 403)" },
        { 404, "application/json", """{"error":{"message":"no such model"}}""", "does not know the model 'abc'" },
        { 429, "application/json", """{"error":{"message":"slow down"}}""", "is rate limiting (HTTP 429)" },
        { 500, "text/plain", "boom", "failed with a server error (HTTP 500)" },
        { 503, "application/json", "{}", "is overloaded (HTTP 503)" },
        { 400, "application/json", """{"error":{"message":"no"}}""", "refused the request (HTTP 400)" },
        { 302, "text/plain", "", "redirects are not followed" },
        { 200, "text/html", "<html>hi</html>", "answered with an HTML page" },
        { 200, "application/json", "not json", "not a JSON object" },
        { 200, "application/json", """{"choices":[{"mess""", "not JSON" },
        { 200, "application/json", """{"hello":"world"}""", "not in OpenAI's shape" },
        { 200, "application/json", """{"choices":[]}""", "not in OpenAI's shape" },
        { 200, "application/json", "", "empty body" },
        { 204, "application/json", "", "empty body" },
        { 200, "image/png", "{}", "answered with 'image/png' instead of JSON" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Validation_OfAnAnswerThatIsNoCompletion_SaysWhatCame(int status, string type, string body, string says)
    {
        await using var upstream = await ScriptedUpstream.StartAsync(body.Length > 0 ? ScriptedUpstream.Says(status, type, body) : context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = status == 204 ? null : type;
            return Task.CompletedTask;
        });
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, upstream.BaseUrl, says);
    }

    [Fact]
    public async Task Validation_OfANameThatDoesNotResolve_SaysSo()
    {
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, "http://does-not-exist.invalid/v1", "'does-not-exist.invalid' could not be resolved");
    }

    [Fact]
    public async Task Validation_OfAPortWhereNothingListens_SaysRefused()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/v1", "was refused: nothing listens there");
    }

    [Fact]
    public async Task Validation_OfTlsToAPlainPort_SaysTls()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, upstream.BaseUrl.Replace("http:", "https:", StringComparison.Ordinal), "The TLS connection to 127.0.0.1");
    }

    [Fact]
    public async Task Validation_OfACertificateThatNobodyVouchesFor_SaysTls()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        await using var upstream = builder.Build();
        upstream.Run(static context => context.Response.WriteAsync("never"));
        await upstream.StartAsync(TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, upstream.Urls.First() + "/v1", "The TLS connection to 127.0.0.1");
    }

    [Fact]
    public async Task Validation_OfAServerThatSaysNothing_TimesOut()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(Upstreams.SaysNothingAsync);
        await using var server = await TestServer.StartAsync(static settings => settings with { Overrides = new Dictionary<string, string?> { ["Gateway:FirstByteTimeoutSeconds"] = "0.5" } });

        await AssertFailsAsync(server, upstream.BaseUrl, "sent no answer within 0.5 s");
    }

    [Fact]
    public async Task Validation_OfAServerThatHangsUp_SaysClosed()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var server = await TestServer.StartAsync();

        await AssertFailsAsync(server, upstream.BaseUrl, "127.0.0.1");
    }

    [Fact]
    public async Task Validation_OfAnAddressTheOperatorDenies_IsRefusedWhenConnecting()
    {
        await using var upstream = await ScriptedUpstream.StartAsync(ScriptedUpstream.SaysCompletion("ok"));
        await using var server = await TestServer.StartAsync(static settings => settings with
        {
            Overrides = new Dictionary<string, string?> { ["Network:Deny:0"] = "127.0.0.0/8", ["Network:Deny:1"] = "::1/128" },
        });

        await AssertFailsAsync(server, upstream.BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "may not be called: it is denied by the network policy");

        Assert.Empty(upstream.Requests);
    }

    private static async Task AssertFailsAsync(TestServer server, string baseUrl, string says)
    {
        var refusal = await server.Admin.ConnectAsync(ProviderCalls.Config("baseUrl", $"\"{baseUrl}\""), validates: true).RefusedAsync(400, "LLMProviderModelTestError");

        var tested = refusal.GetProperty("details").GetProperty("testedModels").GetProperty("abc");
        Assert.False(tested.GetProperty("isValid").GetBoolean());
        Assert.Contains(says, tested.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await server.Admin.ProvidersAsync());
    }
}
