using System.Net;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.Tests.Outbound;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("169.254.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.255.255")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("0.0.0.0")]
    [InlineData("0.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    public void Allows_DeniedIPv4_IsFalseInEveryForm(string text)
    {
        var policy = new AddressPolicy(new NetworkOptions());
        var octets = IPAddress.Parse(text).GetAddressBytes();

        Assert.False(policy.Allows(new IPAddress(octets)));
        Assert.False(policy.Allows(new IPAddress(octets).MapToIPv6()));
        Assert.False(policy.Allows(Embed("64:ff9b::", octets, 12, 13, 14, 15)));
        Assert.False(policy.Allows(Embed("64:ff9b:1::", octets, 12, 13, 14, 15)));
        Assert.False(policy.Allows(Embed("64:ff9b:1:abcd::", octets, 9, 10, 11, 12)));
        Assert.False(policy.Allows(Embed("64:ff9b:1:ab00::", octets, 7, 9, 10, 11)));
        Assert.False(policy.Allows(Embed("64:ff9b:1::", octets, 6, 7, 9, 10)));
    }

    [Theory]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("febf:ffff::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("::")]
    public void Allows_DeniedIPv6_IsFalse(string address) => Assert.False(new AddressPolicy(new NetworkOptions()).Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("100.100.100.201")]
    [InlineData("8.8.8.8")]
    [InlineData("::1")]
    [InlineData("fd00:ec2::253")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::808:808")]
    [InlineData("64:ff9b:2::a9fe:a9fe")]
    public void Allows_AnyOther_IsTrue(string address) => Assert.True(new AddressPolicy(new NetworkOptions()).Allows(IPAddress.Parse(address)));

    [Fact]
    public void Allows_OperatorDenies_IsFalseButForWhatIsAllowed()
    {
        var policy = new AddressPolicy(new NetworkOptions { Deny = { "10.0.0.0/8", "fd00::/8" }, Allow = { "10.1.0.0/16" } });

        Assert.False(policy.Allows(IPAddress.Parse("10.2.0.1")));
        Assert.False(policy.Allows(IPAddress.Parse("::ffff:10.2.0.1")));
        Assert.False(policy.Allows(IPAddress.Parse("fd12::1")));
        Assert.True(policy.Allows(IPAddress.Parse("10.1.0.1")));
        Assert.True(policy.Allows(IPAddress.Parse("11.0.0.1")));
    }

    [Fact]
    public void Allows_OperatorAllowsWhatIsAlwaysDenied_StaysFalse()
    {
        var policy = new AddressPolicy(new NetworkOptions { Allow = { "0.0.0.0/0", "::/0", "169.254.169.254/32" } });

        Assert.False(policy.Allows(IPAddress.Parse("169.254.169.254")));
        Assert.False(policy.Allows(IPAddress.Parse("fd00:ec2::254")));
        Assert.False(policy.Allows(IPAddress.Parse("224.0.0.1")));
    }

    [Theory]
    [InlineData("http://169.254.169.254/v1", false)]
    [InlineData("http://0xA9FEA9FE/v1", false)]
    [InlineData("http://2852039166/v1", false)]
    [InlineData("http://[fe80::1]/v1", false)]
    [InlineData("http://[::ffff:169.254.169.254]/v1", false)]
    [InlineData("http://127.0.0.1/v1", true)]
    [InlineData("http://metadata.internal/v1", true)]
    public void AllowsLiteral_OfAUrl_JudgesItsHostWhenItIsAnAddress(string url, bool expected) =>
        Assert.Equal(expected, new AddressPolicy(new NetworkOptions()).AllowsLiteral(new Uri(url)));

    [Fact]
    public void Problems_OfBadSettings_NameTheirKeys()
    {
        var options = new NetworkOptions { Allow = { "10.0.0.0/8", "all" }, Deny = { "10.0.0.0/99" }, CaFile = "/no/such/file.pem" };

        Assert.Equal(["network.allow: 'all'", "network.deny: '10.0.0.0/99'", "network.caFile: there"], options.Problems().Select(static problem => string.Join(' ', problem.Split(' ')[..2])));
    }

    private static IPAddress Embed(string prefix, byte[] octets, params int[] positions)
    {
        var bytes = IPAddress.Parse(prefix).GetAddressBytes();
        foreach (var (octet, position) in octets.Zip(positions))
        {
            bytes[position] = octet;
        }

        return new IPAddress(bytes);
    }
}
