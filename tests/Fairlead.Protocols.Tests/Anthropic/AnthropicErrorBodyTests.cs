using System.Text;
using Fairlead.Protocols.Anthropic;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic;

public sealed class AnthropicErrorBodyTests
{
    [Fact]
    public void Write_WithCodeAndRequestId_PutsTheCodeUnderError() =>
        Assert.Equal(
            """{"type":"error","error":{"type":"api_error","message":"No \"x\".","code":"upstream_unreachable"},"request_id":"r-1"}""",
            Encoding.UTF8.GetString(AnthropicErrorBody.Write("No \"x\".", AnthropicErrorBody.ApiError, "upstream_unreachable", "r-1")));

    [Fact]
    public void Write_WithoutCode_HasTypeAndMessageAlone() =>
        Assert.Equal(
            """{"type":"error","error":{"type":"invalid_request_error","message":"No."}}""",
            Encoding.UTF8.GetString(AnthropicErrorBody.Write("No.", "invalid_request_error")));
}
