using Fairlead.Simulator.Converse;

namespace Fairlead.Simulator.Tests.Converse;

/// <summary>The encoded test vectors that AWS's SDKs share.</summary>
public sealed class EventMessageTests
{
    [Fact]
    public void Encode_NothingAtAll_IsTheVector() =>
        Assert.Equal("000000100000000005c248eb7d98c8ff", Convert.ToHexStringLower(EventMessage.Encode([], [])));

    [Fact]
    public void Encode_PayloadAlone_IsTheVector() => Assert.Equal(
        "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936",
        Convert.ToHexStringLower(EventMessage.Encode([], "{'foo':'bar'}"u8)));

    [Fact]
    public void Encode_TextHeader_IsTheVector() => Assert.Equal(
        "0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1",
        Convert.ToHexStringLower(EventMessage.Encode([("content-type", "application/json")], "{'foo':'bar'}"u8)));
}
