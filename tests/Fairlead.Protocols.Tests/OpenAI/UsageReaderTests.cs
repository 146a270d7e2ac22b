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
    [InlineData("{\"tokens\":1}")]
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

    [Theory]
    [InlineData("{\"input_tokens\":10,\"input_tokens_details\":{\"cached_tokens\":4},\"output_tokens\":5,\"output_tokens_details\":{\"reasoning_tokens\":2}}", 10, 5, 4, 2, 0)]
    [InlineData("{\"input_tokens\":3,\"cache_read_input_tokens\":4,\"cache_creation_input_tokens\":5,\"output_tokens\":6}", 12, 6, 4, 0, 5)]
    [InlineData("{\"prompt_tokens\":1000,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":900},\"cache_creation_input_tokens\":50,\"cache_read_input_tokens\":900}", 1000, 5, 900, 0, 50)]
    [InlineData("{\"cache_read_input_tokens\":900,\"prompt_tokens\":1000}", 1000, 0, 900, 0, 0)]
    [InlineData("{\"cache_read_input_tokens\":4,\"input_tokens\":10,\"input_tokens_details\":{\"cached_tokens\":4}}", 10, 0, 4, 0, 0)]
    [InlineData("{\"cache_read_input_tokens\":4,\"output_tokens\":6}", 4, 6, 4, 0, 0)]
    public void TryRead_ResponsesAndMessages_CountAllInput(string json, long input, long output, long cached, long reasoning, long written)
    {
        Assert.True(UsageReader.TryRead(Encoding.UTF8.GetBytes(json), out var usage));
        Assert.Equal(new Usage(input, output, cached, reasoning, written), usage);
    }
}
