using System.Security.Cryptography;
using System.Text;
using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Answers;

/// <summary>Where client and upstream speak the same dialect, the bytes of both ends are the same: hashed, however the network cuts them.</summary>
public sealed class SameDialectBytesTests
{
    private const int LongestPiece = 64;

    private const string Odd = "\"unknown\" : {\"deep\":[[[{}]]], \"n\":1E400,\"n\":-0.0},\r\n\t\"unknown\":123456789012345678901234567890,\"\\u0061\\/\":\"\\u00e9\\ud83d\\ude00 é😀 \\ud800\",\"temperature\":1.0e0";

    private static readonly (string Path, string Fields, string Answer, string Stream)[] Dialects =
    [
        ("/v1/chat/completions", "\"stream_options\":{\"include_usage\" : true },\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
            "\r\n{ \"id\":\"\\u0063\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"\\ud83d\\ude00é\"},\"finish_reason\":\"stop\"}],\"x\":1.10,\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2} } \n",
            ": a comment\n\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\ud83d\\ude00é\"}}]}\r\n\r\ndata:{\"choices\" : [{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}], \"x\":1.10}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n"),
        ("/v1/responses", "\"store\" : false,\"input\":\"hi\"",
            "{ \"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"dated\",\"x\":1.10,\"output\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":2} } \n",
            "event: response.created\r\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"dated\"}}\r\n\r\nevent:response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\ndata: \"delta\":\"\\ud83d\\ude00é\", \"x\":1.10}\n\nevent: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}}\n\n"),
        ("/v1/messages", "\"max_tokens\": 10,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]",
            "{ \"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"dated\",\"x\":1.10,\"content\":[],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2} } \n",
            "event: ping\ndata: {\"type\": \"ping\"}\n\nevent: message_start\r\ndata: {\"type\":\"message_start\",\"message\":{\"model\" : \"claude-sonnet\" ,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\r\n\r\nevent: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"\\ud83d\\ude00é\"}}\n\nevent: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
    ];

    public static TheoryData<string, string, string, string> All => [.. from dialect in Dialects select (dialect.Path, dialect.Fields, dialect.Answer, dialect.Stream)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bytes_OfAWholeAnswer_AreTheSameAtBothEnds(string path, string fields, string answer, string stream)
    {
        Assert.NotEmpty(stream);
        await using var rig = await StartAsync(path, ScriptedUpstream.Says(200, "application/json", answer));
        var body = Body(fields, isStream: false, ModelOf(path));

        using var response = await PostAsync(rig, path, body);

        Assert.Equal(Hash(answer), SHA256.HashData(await response.Content.ReadAsByteArrayAsync(Rig.Patience)));
        Assert.Equal(Hash(body), SHA256.HashData(rig.Upstream.Requests[^1].Body));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Bytes_OfAStreamCutEverywhere_AreTheSameAtBothEnds(string path, string fields, string answer, string stream)
    {
        Assert.NotEmpty(answer);
        await using var rig = await StartAsync(path, static _ => Task.CompletedTask);
        var body = Body(fields, isStream: true, ModelOf(path));
        for (var length = 1; length <= LongestPiece; length++)
        {
            rig.Upstream.Answer = InPieces(stream, length);

            using var response = await PostAsync(rig, path, body);

            Assert.Equal(Hash(stream), SHA256.HashData(await response.Content.ReadAsByteArrayAsync(Rig.Patience)));
            Assert.Equal(Hash(body), SHA256.HashData(rig.Upstream.Requests[^1].Body));
        }
    }

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("\"a-name-that-is-much-longer-than-that-of-the-client-and-has-a-date-2026-01-01\"")]
    public async Task MessageStart_OfAnotherName_NamesTheModelAsTheClientDid(string served)
    {
        await using var rig = await StartAsync("/v1/messages", static _ => Task.CompletedTask);
        var stream = Dialects[2].Stream.Replace("\"claude-sonnet\"", served, StringComparison.Ordinal);
        foreach (var length in (int[])[1, 7, 64, stream.Length])
        {
            rig.Upstream.Answer = InPieces(stream, length);

            using var response = await PostAsync(rig, "/v1/messages", Body(Dialects[2].Fields, isStream: true, "claude\\u002dsonnet"));

            Assert.Equal(Dialects[2].Stream.Replace("\"claude-sonnet\"", "\"claude\\u002dsonnet\"", StringComparison.Ordinal), await response.Content.ReadAsStringAsync(Rig.Patience));
        }
    }

    private static string ModelOf(string path) => path == "/v1/messages" ? "claude-sonnet" : "gpt";

    private static string Body(string fields, bool isStream, string model) => $" \r\n{{\t\"model\" : \"{model}\" ,{fields},\"stream\" :{(isStream ? "true" : "false")}, {Odd} }} \n";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static async Task<HttpResponseMessage> PostAsync(Rig rig, string path, string body)
    {
        var response = await rig.Client.PostTextAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, response.IsSuccessStatusCode ? null : await response.Content.ReadAsStringAsync(Rig.Patience));
        return response;
    }

    private static async Task<Rig> StartAsync(string path, RequestDelegate answer)
    {
        var rig = await Rig.StartAsync(answer, [new { name = "gpt" }]);
        if (path != "/v1/messages")
        {
            return rig;
        }

        await rig.Server.Admin.PostJsonAsync(
            "/v1/llm-providers",
            new { provider = "anthropic-compatible", config = new { baseUrl = rig.Upstream.BaseUrl, apiKeySecretName = Wiring.SecretName, models = new[] { new { name = "claude-sonnet" } } } });
        await rig.Server.Admin.PutJsonAsync("/v1/llm-providers/defaults", new { provider = "anthropic-compatible", model = "claude-sonnet" });
        return rig;
    }

    private static RequestDelegate InPieces(string stream, int length) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var piece in Encoding.UTF8.GetBytes(stream).Chunk(length))
        {
            await context.Response.Body.WriteAsync(piece);
            await context.Response.Body.FlushAsync();
        }
    };
}
