using System.Text;
using Fairlead.Protocols.OpenAI;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI;

public sealed class UsageReaderTests
{
    [Theory]
    [InlineData("{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}", 1, 2, 0, 0)]
    [InlineData("{\"prompt_tokens\":1,\"prompt_tokens_details\":{\"audio\":{\"cached_tokens\":9},\"cached_tokens\":4},\"completion_tokens_details\":{\"reasoning_tokens\":5,\"x\":[1]}}", 1, 0, 4, 5)]
    [InlineData("{\"prompt_tokens_details\":null,\"completion_tokens_details\":[{\"reasoning_tokens\":5}],\"completion_tokens\":2}", 0, 2, 0, 0)]
    [InlineData("{\"prompt_tokens\":null,\"completion_tokens\":\"2\"}", 0, 0, 0, 0)]
    [InlineData("{\"prompt_tokens\":-1,\"completion_tokens\":99999999999999999999}", 0, 0, 0, 0)]
    [InlineData("{\"prompt_tokens\":{\"completion_tokens\":3},\"x\":{\"completion_tokens\":4}}", 0, 0, 0, 0)]
    [InlineData("{ \"prompt\\u005ftokens\" : 1 , \"\\ud800\":1}", 1, 0, 0, 0)]
    public void TryRead_UsageObject_GivesItsCounts(string json, long input, long output, long cached, long reasoning)
    {
        Assert.True(UsageReader.TryRead(Encoding.UTF8.GetBytes(json), out var usage));
        Assert.Equal(new Usage(input, output, cached, reasoning), usage);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"input_tokens\":1}")]
    [InlineData("{\"x\":{\"prompt_tokens\":1}}")]
    [InlineData("[{\"prompt_tokens\":1}]")]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("{\"prompt_tokens\":1")]
    [InlineData("{\"prompt_tokens\"")]
    [InlineData("prompt_tokens")]
    [InlineData("")]
    public void TryRead_AnythingElse_IsNoUsage(string json)
    {
        Assert.False(UsageReader.TryRead(Encoding.UTF8.GetBytes(json), out var usage));
        Assert.Equal(default, usage);
    }
}
