using System.Text;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class OpenAIErrorBodyTests
{
    [Fact]
    public void Write_AllParts_HasOpenAIsShape() => Assert.Equal(
        """{"error":{"message":"it's \"é\"\n","type":"t","param":null,"code":"c"}}""",
        Encoding.UTF8.GetString(OpenAIErrorBody.Write("it's \"é\"\n", "t", null, "c")));

    [Fact]
    public void Read_WhatWasWritten_GivesItBack() =>
        Assert.Equal(("m\\ \ud83d\ude00", "c"), OpenAIErrorBody.Read(OpenAIErrorBody.Write("m\\ \ud83d\ude00", "t", "p", "c")));

    [Theory]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\"}}", "m", "c")]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":null}}", "m", "t")]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":400}}", "m", "t")]
    [InlineData("{\"error\":{\"message\":[\"m\"]}}", null, null)]
    [InlineData("{\"error\":\"m\"}", "m", null)]
    [InlineData("{\"error\":null}", null, null)]
    [InlineData("{\"object\":\"error\",\"message\":\"m\",\"code\":40}", "m", null)]
    [InlineData("{\"detail\":\"m\"}", "m", null)]
    [InlineData("{\"detail\":[{\"msg\":\"m\"}]}", null, null)]
    [InlineData("{\"error\":{\"message\":\"\\ud800\"}}", null, null)]
    [InlineData("{\"\\ud800rror\":{\"message\":\"m\"}}", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("\"m\"", null, null)]
    [InlineData("{\"error\":{\"message\":\"m", null, null)]
    [InlineData("<html>503</html>", null, null)]
    [InlineData("", null, null)]
    public void Read_AnyBody_GivesWhatItSays(string body, string? message, string? code) =>
        Assert.Equal((message, code), OpenAIErrorBody.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Read_BytesThatAreNoUtf8_SayNothing() =>
        Assert.Equal(default, OpenAIErrorBody.Read([.. "{\"error\":\""u8, 0xff, .. "\"}"u8]));
}
