using Fairlead.Gateway.ProviderTypes;

namespace Fairlead.Gateway.Tests.ProviderTypes;

public sealed class HeaderRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    [InlineData("a\r\nb")]
    [InlineData("é")]
    [InlineData("Connection")]
    [InlineData("keep-alive")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("TRANSFER-ENCODING")]
    [InlineData("Upgrade")]
    [InlineData("Host")]
    [InlineData("Content-Type")]
    [InlineData("content-length")]
    [InlineData("Accept-Encoding")]
    [InlineData("Expect")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Cookie")]
    public void NameProblem_RefusedName_IsTold(string name) => Assert.NotNull(HeaderRules.NameProblem(name));

    [Theory]
    [InlineData("Authorization")]
    [InlineData("x-api-key")]
    [InlineData("X-Tenant!#$%&'*+.^_`|~")]
    [InlineData("Accept")]
    [InlineData("Contents")]
    public void NameProblem_Other_IsNone(string name) => Assert.Null(HeaderRules.NameProblem(name));

    [Theory]
    [InlineData("a\nb", false)]
    [InlineData("a\r", false)]
    [InlineData("a\0", false)]
    [InlineData("a\tb", false)]
    [InlineData("é", false)]
    [InlineData("\u007f", false)]
    [InlineData("", true)]
    [InlineData("Bearer ~!@#", true)]
    public void ValueProblem_Value_IsToldWithoutIt(string value, bool isAllowed)
    {
        var problem = HeaderRules.ValueProblem(value);

        Assert.Equal(isAllowed, problem is null);
        Assert.True(problem is null || !problem.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("key\n", "key")]
    [InlineData("key\r\n", "key")]
    [InlineData("key\n\n", "key\n")]
    [InlineData("key\r", "key\r")]
    [InlineData(" key ", " key ")]
    [InlineData("", "")]
    public void TrimSecret_OneNewlineAtTheEnd_Goes(string secret, string expected) => Assert.Equal(expected, HeaderRules.TrimSecret(secret));
}
