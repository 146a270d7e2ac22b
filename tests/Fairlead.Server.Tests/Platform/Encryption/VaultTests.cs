using System.Security.Cryptography;
using Fairlead.Server.Platform.Encryption;

namespace Fairlead.Server.Tests.Platform.Encryption;

public sealed class VaultTests
{
    private readonly DeploymentKey key = NewKey();

    [Theory]
    [InlineData("")]
    [InlineData("a secret")]
    [InlineData("ünïcode \n\u0000 😀")]
    public void Open_OfASealedText_GivesTheTextBack(string text)
    {
        var vault = new Vault(key);

        Assert.Equal(text, vault.Open("secret", "NAME", vault.Seal("secret", "NAME", text)));
    }

    [Fact]
    public void Seal_OfTheSameTextTwice_GivesNothingAlike()
    {
        var vault = new Vault(key);
        var (first, second) = (vault.Seal("secret", "NAME", "text").Split('.'), vault.Seal("secret", "NAME", "text").Split('.'));

        Assert.NotEqual(first[1], second[1]);
        Assert.NotEqual(first[2], second[2]);
    }

    [Theory]
    [InlineData("secret", "OTHER")]
    [InlineData("key", "NAME")]
    [InlineData("secret\0NAME", "")]
    public void Open_UnderAnotherPurposeOrName_IsRefused(string purpose, string name)
    {
        var vault = new Vault(key);
        var text = vault.Seal("secret", "NAME", "text");

        Assert.ThrowsAny<CryptographicException>(() => vault.Open(purpose, name, text));
    }

    [Fact]
    public void Open_UnderAnotherKey_IsRefused()
    {
        var text = new Vault(key).Seal("secret", "NAME", "text");

        Assert.ThrowsAny<CryptographicException>(() => new Vault(NewKey()).Open("secret", "NAME", text));
    }

    [Fact]
    public void Open_WithAnyBitChanged_IsRefused()
    {
        var vault = new Vault(key);
        var parts = vault.Seal("secret", "NAME", "text").Split('.');
        foreach (var part in (int[])[1, 2])
        {
            var length = Convert.FromBase64String(parts[part]).Length;
            for (var index = 0; index < length; index++)
            {
                var bytes = Convert.FromBase64String(parts[part]);
                bytes[index] ^= 1;
                var changed = parts.ToArray();
                changed[part] = Convert.ToBase64String(bytes);
                Assert.ThrowsAny<CryptographicException>(() => vault.Open("secret", "NAME", string.Join('.', changed)));
            }
        }
    }

    [Fact]
    public void Open_OfTwoTextsPutTogether_IsRefused()
    {
        var vault = new Vault(key);
        var (one, other) = (vault.Seal("secret", "NAME", "one").Split('.'), vault.Seal("secret", "NAME", "other").Split('.'));

        Assert.ThrowsAny<CryptographicException>(() => vault.Open("secret", "NAME", $"v1.{one[1]}.{other[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("v1.AAAA")]
    [InlineData("v1.AAAA.AAAA")]
    [InlineData("v1.not base64.AAAA")]
    [InlineData("v2.AAAA.AAAA")]
    public void Open_OfWhatIsNoSealedText_IsRefused(string text) =>
        Assert.ThrowsAny<CryptographicException>(() => new Vault(key).Open("secret", "NAME", text));

    [Fact]
    public void Rewrap_UnderAnotherKey_OpensUnderThatKeyAlone()
    {
        var (vault, next) = (new Vault(key), NewKey());

        var text = vault.Rewrap("secret", "NAME", vault.Seal("secret", "NAME", "text"), next);

        Assert.Equal("text", new Vault(next).Open("secret", "NAME", text));
        Assert.ThrowsAny<CryptographicException>(() => vault.Open("secret", "NAME", text));
    }

    private static DeploymentKey NewKey() => DeploymentKey.Parse(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "TEST");
}
