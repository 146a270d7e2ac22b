using Fairlead.Simulator.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Simulator.Tests.Faults;

public sealed class ScriptInForceTests
{
    private const string Chat = "/v1/chat/completions";
    private static readonly Fault Broken = new FailFault { Status = 500 };
    private static readonly Fault Limited = new FailFault { Status = 429 };
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("gpt-5", null, true)]
    [InlineData("gpt", null, false)]
    [InlineData("GPT-5", null, false)]
    [InlineData("gpt-5-mini", null, false)]
    [InlineData("gpt-*", null, true)]
    [InlineData("*-5", null, true)]
    [InlineData("g*t*5", null, true)]
    [InlineData("gpt.5", null, false)]
    [InlineData(null, "/v1/chat/*", true)]
    [InlineData("gpt-5", "/v1/messages", false)]
    public void Draw_ModelAndPath_MustMatch(string? model, string? path, bool strikes)
    {
        ScriptInForce script = Script(new FaultRule(Broken) { Model = model, Path = path });

        Assert.Equal(strikes ? Broken : null, script.Draw("gpt-5", Chat));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("*", false)]
    public void Draw_RequestThatNamesNoModel_IsStruckByRulesForAnyOnly(string? model, bool strikes)
    {
        ScriptInForce script = Script(new FaultRule(Broken) { Model = model });

        Assert.Equal(strikes, script.Draw(null, "/v1/models") is not null);
    }

    [Fact]
    public void Draw_SeveralRules_TheFirstThatStrikesDecides()
    {
        ScriptInForce script = Script(
            new FaultRule(Limited) { Model = "a", Count = 2 }, new FaultRule(Broken) { Model = "a" }, new FaultRule(Limited));

        Assert.Equal([Limited, Limited, Broken, Broken], Enumerable.Range(0, 4).Select(_ => script.Draw("a", Chat)));
        Assert.Equal(Limited, script.Draw("b", Chat));
        Assert.Equal([2, 2, 1], script.Struck);
    }

    [Fact]
    public void Draw_Window_BeginsWithFromAndEndsBeforeTo()
    {
        ScriptInForce script = Script(new FaultRule(Broken) { From = TimeSpan.FromSeconds(2), To = TimeSpan.FromSeconds(4) });

        Assert.Equal("..xx.", Timeline(script, 5));
    }

    [Fact]
    public void Draw_Period_FlapsFromTheBeginningOfTheWindow()
    {
        ScriptInForce script = Script(new FaultRule(Broken)
        {
            From = TimeSpan.FromSeconds(1),
            To = TimeSpan.FromSeconds(11),
            Period = new FaultPeriod(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)),
        });

        Assert.Equal("....xx...xx....", Timeline(script, 15));
    }

    [Fact]
    public void Draw_Share_DependsOnTheSeedAndTheNumberAlone()
    {
        string first = Timeline(Script(new FaultRule(Broken) { Share = 0.3 }), 400);
        string again = Timeline(Script(new FaultRule(Broken) { Share = 0.3 }), 400);
        string other = Timeline(new ScriptInForce(new FaultScript([new FaultRule(Broken) { Share = 0.3 }]), 8, clock), 400);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count(c => c == 'x'), 80, 160);
    }

    [Fact]
    public void Draw_ShareOfTwoRules_IsDrawnApart()
    {
        ScriptInForce script = Script(new FaultRule(Broken) { Share = 0.5 }, new FaultRule(Limited) { Share = 0.5 });

        for (int i = 0; i < 400; i++)
        {
            script.Draw("a", Chat);
        }

        Assert.All(script.Struck, (struck, i) => Assert.InRange(struck, i == 0 ? 150 : 60, i == 0 ? 250 : 140));
    }

    [Fact]
    public void Draw_ManyAtOnce_StrikesNoMoreThanCount()
    {
        ScriptInForce script = Script(new FaultRule(Broken) { Count = 100 });
        int struck = 0;

        Parallel.For(0, 1_000, _ =>
        {
            if (script.Draw("a", Chat) is not null)
            {
                Interlocked.Increment(ref struck);
            }
        });

        Assert.Equal(100, struck);
        Assert.Equal([100], script.Struck);
    }

    private ScriptInForce Script(params FaultRule[] rules) => new(new FaultScript(rules), 7, clock);

    /// <summary>One request a second: <c>x</c> for those that are struck.</summary>
    private string Timeline(ScriptInForce script, int seconds) => string.Concat(Enumerable.Range(0, seconds).Select(_ =>
    {
        bool struck = script.Draw("a", Chat) is not null;
        clock.Advance(TimeSpan.FromSeconds(1));
        return struck ? 'x' : '.';
    }));
}
