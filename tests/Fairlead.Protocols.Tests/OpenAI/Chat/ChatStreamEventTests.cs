using System.Text;
using Fairlead.Protocols.OpenAI.Chat;
using Xunit;

namespace Fairlead.Protocols.Tests.OpenAI.Chat;

public sealed class ChatStreamEventTests
{
    [Theory]
    [InlineData("data: [DONE]\n\n", true)]
    [InlineData("data:[DONE]\r\n\r\n", true)]
    [InlineData("event: x\rdata: [DONE]\r\r", true)]
    [InlineData("data: \"[DONE]\"\n\n", false)]
    [InlineData(": [DONE]\n\n", false)]
    [InlineData("data: [DONE]\ndata: \n\n", false)]
    public void Read_Terminator_IsDone(string whole, bool expected) =>
        Assert.Equal(expected, Read(whole).IsDone);

    [Theory]
    [InlineData("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", true)]
    [InlineData("{\"choices\" : [ ] , \"usage\" : {\"prompt_tokens\" : 3,\"completion_tokens\":4}}", true)]
    [InlineData("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"choices\":null}", true)]
    [InlineData("{\"x\":{\"usage\":1},\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", true)]
    [InlineData("{\"\\ud800\":1,\"us\\u0061ge\":null,\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", true)]
    [InlineData("{\"choices\":[{\"delta\":{}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}", false)]
    [InlineData("{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"choices\":[[]  ,{}]}", false)]
    public void Read_Usage_IsReadBesideChoicesToo(string data, bool isUsageOnly)
    {
        var read = Read($"data: {data}\n\n");
        Assert.Equal(new Usage(3, 4, 0, 0), read.Usage);
        Assert.Equal(isUsageOnly, read.IsUsageOnly);
        Assert.False(read.IsDone || read.IsError || read.IsFinish);
    }

    [Theory]
    [InlineData("{\"choices\":[],\"usage\":null}")]
    [InlineData("{\"choices\":[],\"usage\" : null }")]
    [InlineData("{\"choices\":[],\"usage\":{}}")]
    [InlineData("{\"choices\":[],\"usage\":[{\"prompt_tokens\":1}]}")]
    [InlineData("{\"choices\":[],\"x\":{\"usage\":{\"prompt_tokens\":1}}}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":\"\\\"usage\\\":{\\\"prompt_tokens\\\":1},\\\"error\\\":1,\\\"finish_reason\\\":1\"}}]}")]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":\"finish_reason\"},\"x\":[\"finish_reason\"]}]}")]
    [InlineData("{\"error\":null,\"choices\":[{\"finish_reason\":null}]}")]
    [InlineData("{\"choices\":[{\"finish_reason\" : null}]}")]
    [InlineData("{\"choices\":[{\"finish_reason\":\"\"}]}")]
    [InlineData("{\"usage\":{\"prompt_tokens\":1}")]
    [InlineData("[{\"usage\":{\"prompt_tokens\":1}}]")]
    [InlineData("\"usage\":1")]
    [InlineData("hello \"usage\":1 \"error\":2")]
    [InlineData("")]
    public void Read_NothingToKnow_IsEmpty(string data) => Assert.Equal(default, Read($"data: {data}\n\n"));

    [Theory]
    [InlineData("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}")]
    [InlineData("{\"choices\":[{\"finish_reason\" :\t \"length\"}]}")]
    [InlineData("{\"choices\":[{\"finish_reason\":null},{\"finish_reason\":\"stop\"}]}")]
    [InlineData("{\"choices\":[{\"finish_reason\":\"stop\"}],\"x\":{\"usage\":1}}")]
    public void Read_FinishReason_IsFinish(string data) =>
        Assert.Equal((true, false, null), (Read($"data:{data}\r\n\r\n").IsFinish, Read($"data:{data}\r\n\r\n").IsError, Read($"data:{data}\r\n\r\n").Usage));

    [Fact]
    public void Read_FinishWithUsage_IsBoth()
    {
        var read = Read("data: {\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1}}\n\n");
        Assert.Equal((true, false, new Usage(1, 0, 0, 0)), (read.IsFinish, read.IsUsageOnly, read.Usage));
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"a\"}}\n\n")]
    [InlineData("event: error\ndata: {\"error\" : \"a\"}\n\n")]
    [InlineData("data: {\ndata: \"error\":{}\ndata: }\n\n")]
    public void Read_Error_IsError(string whole) => Assert.True(Read(whole).IsError);

    private static ChatStreamEvent Read(string whole) => ChatStreamEvent.Read(Encoding.UTF8.GetBytes(whole));
}
