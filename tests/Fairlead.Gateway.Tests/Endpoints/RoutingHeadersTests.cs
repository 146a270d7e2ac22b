using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Tests.Endpoints;

public sealed class RoutingHeadersTests
{
    [Fact]
    public void TryReadLimits_EachHeader_IsItsOwnTimeOut()
    {
        var headers = new HeaderDictionary
        {
            ["x-fairlead-connect-timeout"] = "0.5", ["x-fairlead-first-byte-timeout"] = "2", ["x-fairlead-idle-timeout"] = "3", ["x-fairlead-timeout"] = "4",
        };

        Assert.Null(RoutingHeaders.TryReadLimits(headers, out var limits));
        Assert.Equal(new TimeLimits(0.5, 2, 3, 4), limits);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("86401")]
    [InlineData("soon")]
    public void TryReadLimits_NoSeconds_NamesTheHeader(string value) =>
        Assert.Contains("x-fairlead-connect-timeout", RoutingHeaders.TryReadLimits(new HeaderDictionary { ["x-fairlead-connect-timeout"] = value }, out _)!.Message, StringComparison.Ordinal);
}
