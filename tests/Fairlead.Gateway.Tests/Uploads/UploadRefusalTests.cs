using Fairlead.Testing;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Uploads;

public sealed class UploadRefusalTests
{
    private const string Path = "/v1/images/edits";
    private static readonly object[] Models = [new { name = "chat-only", operations = new[] { "chat" } }, new { name = "gpt-image-1", operations = new[] { "images" } }];

    [Theory]
    [InlineData("multipart/form-data", 400, "invalid_multipart")]
    [InlineData("multipart/form-data; boundary=another", 400, "invalid_multipart")]
    public async Task Form_WithTheWrongBoundary_IsRefused(string contentType, int status, string code)
    {
        await using var rig = await StartAsync();

        using var response = await Form.PostAsync(rig.Client, Path, new Form().Field("model", "gpt-image-1").File(10).Whole, contentType: contentType);

        Assert.Equal((status, code), await response.CodeAsync());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Theory]
    [InlineData("gpt-unknown", 404, "model_not_found")]
    [InlineData("chat-only", 400, "unsupported_operation")]
    [InlineData(null, 400, "missing_required_parameter")]
    [InlineData("", 404, "model_not_found")]
    public async Task Form_WhoseModelDoesNotServe_IsRefused(string? model, int status, string code)
    {
        await using var rig = await StartAsync();
        var form = model is null ? new Form() : new Form().Field("model", model);

        using var response = await Form.PostAsync(rig.Client, Path, form.File(100_000).Whole);

        Assert.Equal((status, code), await response.CodeAsync());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Form_WithASecondModel_NeverReachesTheUpstreamWhole(bool isFirstBeforeTheFile)
    {
        await using var rig = await StartAsync();
        var form = isFirstBeforeTheFile ? new Form().Field("model", "gpt-image-1") : new Form();

        using var response = await Form.PostAsync(rig.Client, Path, form.File(2_000_000).Field("model", "gpt-image-1").Field("model", "chat-only").Whole);

        Assert.Equal((400, "duplicate_parameter"), await response.CodeAsync());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Form_CutBeforeItsModel_IsRefused()
    {
        await using var rig = await StartAsync();

        using var response = await Form.PostAsync(rig.Client, Path, new Form().File(10_000).Open);

        Assert.Equal((400, "missing_required_parameter"), await response.CodeAsync());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Upload_LargerThanTheBound_Is413(bool isModelFirst, bool isChunked)
    {
        await using var rig = await Rig.StartAsync(Ok, Models, settings: new() { ["Gateway:MaxUploadBytes"] = "100000" });
        var form = isModelFirst ? new Form().Field("model", "gpt-image-1").File(150_000) : new Form().File(150_000).Field("model", "gpt-image-1");

        using var response = await Form.PostAsync(rig.Client, Path, form.Whole, isChunked);

        Assert.Equal((413, "request_too_large"), await response.CodeAsync());
        Assert.Empty(rig.Upstream.Requests);
    }

    [Fact]
    public async Task Upload_WithoutAKey_Is401()
    {
        await using var rig = await StartAsync();

        using var response = await Form.PostAsync(rig.Server.Anonymous, Path, new Form().Field("model", "gpt-image-1").File(10).Whole);

        Assert.Equal((401, "invalid_api_key"), await response.CodeAsync());
    }

    [Theory]
    [InlineData(401, 502, "upstream_authentication_failed")]
    [InlineData(500, 502, "upstream_error")]
    [InlineData(503, 503, "upstream_overloaded")]
    [InlineData(400, 400, "bad_image")]
    [InlineData(429, 429, "bad_image")]
    public async Task Upload_ThatTheUpstreamRefuses_IsToldAsForOtherOperations(int upstream, int status, string code)
    {
        await using var rig = await Rig.StartAsync(
            ScriptedUpstream.Says(upstream, "application/json", $$$"""{"error":{"message":"no, {{{Rig.Secret}}}","type":"t","code":"bad_image"}}"""), Models);

        using var response = await Form.PostAsync(rig.Client, Path, new Form().Field("model", "gpt-image-1").File(1000).Whole);

        Assert.Equal((status, code), await response.CodeAsync());
        Assert.DoesNotContain(Rig.Secret, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_AsJson_GoesTheOrdinaryWay()
    {
        await using var rig = await StartAsync();

        using var response = await rig.Client.PostTextAsync(Path, """{"model":"openai-compatible/gpt-image-1","prompt":"a","images":[{"image_url":"https://example.com/cat.png"}]}""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("""{"model":"gpt-image-1","prompt":"a","images":[{"image_url":"https://example.com/cat.png"}]}""", rig.Received);
        Assert.Equal("/v1/images/edits", rig.Upstream.Requests[^1].Path);
    }

    private static RequestDelegate Ok => ScriptedUpstream.Says(200, "application/json", """{"created":1,"data":[]}""");

    private static Task<Rig> StartAsync() => Rig.StartAsync(Ok, Models);
}
