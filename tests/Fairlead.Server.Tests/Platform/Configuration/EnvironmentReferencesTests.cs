namespace Fairlead.Server.Tests.Platform.Configuration;

public sealed class EnvironmentReferencesTests : IDisposable
{
    private readonly ConfigurationFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("${SET}", "value")]
    [InlineData("before ${SET} after ${SET}", "before value after value")]
    [InlineData("${UNSET:-otherwise}", "otherwise")]
    [InlineData("${EMPTY:-otherwise}", "otherwise")]
    [InlineData("x${EMPTY}", "x")]
    [InlineData("${UNSET:-}y", "y")]
    [InlineData("$${SET}", "${SET}")]
    [InlineData("$SET $", "$SET $")]
    [InlineData("${NESTED}", "${SET}")]
    public void Reference_InAString_IsReplaced(string text, string expected)
    {
        Set();

        var file = folder.Read($"secrets:\n  A: \"{text}\"\n");

        Assert.Empty(file.Problems);
        Assert.Equal(expected, file.Declared!.Secrets["A"].Value);
    }

    [Fact]
    public void Reference_ToAnUnsetVariable_IsAProblemThatNamesIt()
    {
        var problem = Assert.Single(folder.Read("secrets:\n  A: x\n  B: ${OPENAI_API_KEY}\n").Problems);

        Assert.Equal((3L, "secrets.B"), (problem.Line, problem.Path));
        Assert.Contains("OPENAI_API_KEY", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${}")]
    [InlineData("${9A}")]
    [InlineData("${A")]
    public void Reference_ThatIsNone_IsAProblem(string text) =>
        Assert.Contains("no reference", Assert.Single(folder.Read($"secrets: {{A: \"{text}\"}}\n").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Reference_WhereANumberIsWanted_IsReadAsOneUnlessItIsQuoted()
    {
        folder.Environment["SECONDS"] = "12";

        var file = folder.Read("secrets:\n  PIN: ${SECONDS}\noptions:\n  gateway:\n    keepAliveSeconds: ${SECONDS}\n");
        var quoted = folder.Read("options: {gateway: {keepAliveSeconds: '${SECONDS}'}}\n");

        Assert.Empty(file.Problems);
        Assert.Equal(("12", "12"), (file.Declared!.Options["gateway:keepAliveSeconds"], file.Declared.Secrets["PIN"].Value));
        Assert.Contains("must be a number", Assert.Single(quoted.Problems).Message, StringComparison.Ordinal);
    }

    private void Set()
    {
        folder.Environment["SET"] = "value";
        folder.Environment["EMPTY"] = string.Empty;
        folder.Environment["NESTED"] = "${SET}";
    }
}
