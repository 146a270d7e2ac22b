using System.Text;
using Fairlead.Gateway.Outbound;

namespace Fairlead.Gateway.Tests.Outbound;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("key sk-1 and sk-1!", "key *** and ***!")]
    [InlineData("key other", "key ***")]
    [InlineData("nothing", "nothing")]
    public void Apply_Text_HidesEverySecret(string text, string expected) => Assert.Equal(expected, SecretMask.Apply(text, ["sk-1", "", "other"]));

    [Fact]
    public void Apply_SecretThatBeginsAnother_HidesBothWhole() => Assert.Equal("*** ***", SecretMask.Apply("abc abcdef", ["abc", "abcdef"]));

    [Fact]
    public void Apply_BytesWithout_AreTheSameBytes()
    {
        byte[] bytes = [0xFF, 0xFE, .. "text"u8]; // No UTF-8: a copy through text would change them.

        Assert.Same(bytes, SecretMask.Apply(bytes, ["sk-1"]));
    }

    [Fact]
    public void Apply_BytesWith_HidesIt() => Assert.Equal("""{"key":"***"}""", Encoding.UTF8.GetString(SecretMask.Apply("""{"key":"sk-1"}"""u8.ToArray(), ["sk-1"])));

    [Fact]
    public void Cut_LongText_EndsAtTheBound()
    {
        Assert.Equal(new string('a', 500), SecretMask.Cut(new string('a', 500)));
        Assert.Equal(new string('a', 499) + "…", SecretMask.Cut(new string('a', 501)));
    }
}
