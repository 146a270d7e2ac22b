using System.Net;
using System.Text;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.Tests.Attempts;

public sealed class RetryDelayTests
{
    private const string Info = """{"error":{"code":429,"details":[{"@type":"type.googleapis.com/google.rpc.Help"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26.4s"}]}}""";

    [Theory]
    [InlineData("13", null, "", "13")]
    [InlineData("größe", null, "", null)] // No head can hold it.
    [InlineData("13", "350", "", "1")] // The exact one wins; whole seconds are all that a client may be told.
    [InlineData("13", "soon", "", "13")]
    [InlineData(null, null, Info, "27")]
    [InlineData("5", null, Info, "5")]
    [InlineData(null, null, "{}", null)]
    [InlineData(null, null, "no JSON", null)]
    public void Of_WhatAnUpstreamSays_IsSecondsThatAHeadCanHold(string? header, string? milliseconds, string body, string? said)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (header is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", header);
        }

        if (milliseconds is not null)
        {
            response.Headers.TryAddWithoutValidation("retry-after-ms", milliseconds);
        }

        Assert.Equal(said, RetryDelays.Of(response, Encoding.UTF8.GetBytes(body)));
    }
}
