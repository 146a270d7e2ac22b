using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Encryption;

namespace Fairlead.Server.Tests.Platform.Encryption;

public sealed class DeploymentKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Key_ThatIsNot32Bytes_IsRefusedWithoutQuotingIt(string text)
    {
        var refused = Assert.Throws<StartupException>(() => DeploymentKey.Parse(text, "A_VARIABLE"));

        Assert.Contains("A_VARIABLE must be 32 bytes in base64", refused.Message, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !refused.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Fingerprint_OfTwoKeys_TellsThemApartAndGivesNeitherAway()
    {
        var zeros = DeploymentKey.Parse(Convert.ToBase64String(new byte[32]), "TEST");
        var others = DeploymentKey.Parse(Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]) + "\n", "TEST");

        Assert.NotEqual(zeros.Fingerprint, others.Fingerprint);
        Assert.Equal(16, zeros.Fingerprint.Length);
        Assert.DoesNotContain("01010101", others.Fingerprint, StringComparison.Ordinal);
    }
}
