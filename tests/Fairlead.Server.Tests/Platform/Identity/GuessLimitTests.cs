using System.Net;
using Fairlead.Server.Platform.Identity;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Server.Tests.Platform.Identity;

public sealed class GuessLimitTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void GuessLimit_OfOneAddress_LeavesAnotherAddressAlone()
    {
        var limit = Exhausted("client", IPAddress.Parse("192.0.2.1"));

        Assert.Equal(60, limit.SecondsToWait("client", IPAddress.Parse("192.0.2.1")));
        Assert.Null(limit.SecondsToWait("client", IPAddress.Parse("192.0.2.2")));
        Assert.Null(limit.SecondsToWait("other", IPAddress.Parse("192.0.2.1")));
    }

    [Fact]
    public void GuessLimit_WhenTheMinuteIsOver_CountsFromTheBeginning()
    {
        var limit = Exhausted("client", IPAddress.Loopback);
        time.Advance(TimeSpan.FromMinutes(1));

        limit.Fail("client", IPAddress.Loopback);

        Assert.Null(limit.SecondsToWait("client", IPAddress.Loopback));
    }

    private GuessLimit Exhausted(string client, IPAddress address)
    {
        var limit = new GuessLimit(time);
        for (var failure = 0; failure < 10; failure++)
        {
            limit.Fail(client, address);
        }

        return limit;
    }
}
