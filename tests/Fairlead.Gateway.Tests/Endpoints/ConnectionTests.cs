using System.Text;
using Fairlead.Testing;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Chat_ManyRequestsOnOneConnection_AreEachAnswered()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysStream(ScriptedUpstream.Stream("one two")));
        using var connection = await RawConnection.ToAsync(rig);

        for (var i = 0; i < 200; i++)
        {
            await connection.WriteAsync(connection.Head(rig, $"Content-Length: {Rig.HelloStream.Length}"));
            await connection.WriteAsync(Encoding.UTF8.GetBytes(Rig.HelloStream));
            Assert.Equal(200, await connection.ReadAnswerAsync());
        }

        Assert.Equal(200, rig.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Chat_PipelinedRequests_AreAnsweredInOrder()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("hello"));
        using var connection = await RawConnection.ToAsync(rig);
        const string Unknown = "{\"model\":\"unknown\"}";
        byte[] good = [.. connection.Head(rig, $"Content-Length: {Rig.Hello.Length}").Span, .. Encoding.UTF8.GetBytes(Rig.Hello)];
        byte[] bad = [.. connection.Head(rig, $"Content-Length: {Unknown.Length}").Span, .. Encoding.UTF8.GetBytes(Unknown)];

        await connection.WriteAsync((byte[])[.. good, .. bad, .. good, .. good, .. bad]);

        int[] statuses = [await connection.ReadAnswerAsync(), await connection.ReadAnswerAsync(), await connection.ReadAnswerAsync(), await connection.ReadAnswerAsync(), await connection.ReadAnswerAsync()];
        Assert.Equal([200, 404, 200, 200, 404], statuses);
    }

    [Fact]
    public async Task Chat_TwoHundredAtOnce_AreEachAnsweredWithTheirOwn()
    {
        await using var rig = await Rig.StartAsync(ScriptedUpstream.SaysCompletion("unused"));
        rig.Upstream.Answer = context => ScriptedUpstream.Says(200, "application/json", $$"""{"echo":"{{context.Request.Headers["openai-beta"]}}"}""")(context);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async index =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = new StringContent(Rig.Hello) };
            request.Headers.Add("openai-beta", $"n{index}");
            using var response = await rig.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return (await response.JsonAsync()).GetProperty("echo").GetString();
        }));

        Assert.Equal(Enumerable.Range(0, 200).Select(static index => $"n{index}"), answers);
    }
}
