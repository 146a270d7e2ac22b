using Fairlead.Simulator.Aws;

namespace Fairlead.Simulator.Tests.Aws;

public sealed class Crc32Tests
{
    [Fact]
    public void Of_CheckString_IsThePublishedValue() => Assert.Equal(0xCBF43926u, Crc32.Of("123456789"u8));

    [Fact]
    public void Of_Nothing_IsZero() => Assert.Equal(0u, Crc32.Of([]));
}
