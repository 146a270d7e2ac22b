using Fairlead.Gateway.Admission;

namespace Fairlead.Gateway.Tests.Admission;

public sealed class BufferedBytesTests
{
    [Fact]
    public void TryTake_PastTheBound_TakesNothing()
    {
        var buffered = new BufferedBytes(new GatewayOptions { MaxBufferedBytes = 100 });

        Assert.True(buffered.TryTake(60));
        Assert.False(buffered.TryTake(41));
        Assert.Equal(60, buffered.Held);
        Assert.True(buffered.TryTake(40));
        buffered.Release(100);
        Assert.Equal(0, buffered.Held);
    }

    [Fact]
    public void TryTake_FromManyThreads_NeverHoldsMoreThanTheBoundAndLosesNothing()
    {
        var buffered = new BufferedBytes(new GatewayOptions { MaxBufferedBytes = 10 });
        var holders = 0;
        var most = 0;

        Parallel.For(0, 10_000, _ =>
        {
            if (buffered.TryTake(5))
            {
                InterlockedMax(ref most, Interlocked.Increment(ref holders));
                Interlocked.Decrement(ref holders);
                buffered.Release(5);
            }
        });

        Assert.InRange(most, 1, 2);
        Assert.Equal(0, buffered.Held);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
