using Fairlead.Simulator.Faults;

namespace Fairlead.Simulator.Tests.Faults;

public sealed class FaultScriptTests
{
    [Fact]
    public void Parse_EveryMember_IsRead()
    {
        FaultScript script = FaultScript.Parse("""
            {"rules": [
              {"model": "gpt-*", "path": "/v1/chat/*", "from": 1.5, "to": 60, "count": 3, "share": 0.25,
               "period": {"upSeconds": 5, "downSeconds": 2}, "fault": {"fail": {"status": 503, "code": "server_error", "retryAfterSeconds": 4}}},
              {"fault": {"rateLimit": {"retryAfterSeconds": 5}}},
              {"fault": {"slow": {"firstByteMs": 2000, "stall": {"afterChunks": 2, "ms": 1500}}}},
              {"fault": {"cut": {"beforeFirstByte": true}}},
              {"fault": {"cut": {"afterChunks": 4}}},
              {"fault": {"drop": {}}}
            ]}
            """);

        Assert.Equal(
            [
                new FaultRule(new FailFault { Status = 503, Code = "server_error", RetryAfterSeconds = 4 })
                {
                    Model = "gpt-*",
                    Path = "/v1/chat/*",
                    From = TimeSpan.FromSeconds(1.5),
                    To = TimeSpan.FromSeconds(60),
                    Count = 3,
                    Share = 0.25,
                    Period = new FaultPeriod(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)),
                },
                new FaultRule(new FailFault { Status = 429, RetryAfterSeconds = 5 }),
                new FaultRule(new SlowFault
                {
                    FirstByte = TimeSpan.FromSeconds(2), StallAfterChunks = 2, Stall = TimeSpan.FromSeconds(1.5),
                }),
                new FaultRule(new CutFault()),
                new FaultRule(new CutFault { AfterChunks = 4 }),
                new FaultRule(new DropFault()),
            ],
            script.Rules);
    }

    [Theory]
    [InlineData("nonsense", "A fault script is JSON, but this is not")]
    [InlineData("[]", "A fault script must be an object, but is an array.")]
    [InlineData("{}", "rules is missing.")]
    [InlineData("""{"rules":[],"rules":[]}""", "A fault script is JSON, but this is not")]
    [InlineData("""{"rules":{}}""", "rules must be an array, but is an object.")]
    [InlineData("""{"rule":[]}""", "rule is not known here; there are rules.")]
    [InlineData("""{"rules":[3]}""", "rules[0] must be an object, but is 3.")]
    [InlineData("""{"rules":[{}]}""", "rules[0].fault is missing.")]
    public void Parse_NoScript_SaysSo(string json, string said) => Refused(json, said);

    [Theory]
    [InlineData("\"modle\":\"a\"", "rules[0].modle is not known here; there are model, path, from")]
    [InlineData("\"model\":7", "rules[0].model must be a text that is not empty, but is 7.")]
    [InlineData("\"model\":null", "rules[0].model must be a text that is not empty, but is null.")]
    [InlineData("\"path\":\"\"", "rules[0].path must be a text that is not empty, but is \"\".")]
    [InlineData("\"from\":-1", "rules[0].from must be between 0 and seven days.")]
    [InlineData("\"from\":1e400", "rules[0].from must be between 0 and seven days.")]
    [InlineData("\"from\":5,\"to\":5", "rules[0].to must be later than rules[0].from.")]
    [InlineData("\"to\":\"later\"", "rules[0].to must be a number, but is \"later\".")]
    [InlineData("\"count\":0", "rules[0].count must be at least 1, but is 0.")]
    [InlineData("\"count\":1.5", "rules[0].count must be an integer, but is 1.5.")]
    [InlineData("\"share\":1.5", "rules[0].share must be between 0 and 1, but is 1.5.")]
    [InlineData("\"period\":{\"upSeconds\":1}", "rules[0].period.downSeconds is missing.")]
    [InlineData("\"period\":{\"upSeconds\":1,\"downSeconds\":0}", "rules[0].period.downSeconds must be more than 0.")]
    public void Parse_WrongMemberOfARule_IsNamed(string member, string said) =>
        Refused($$$$"""{"rules":[{{{{{member}}}},"fault":{"drop":{}}}]}""", said);

    [Theory]
    [InlineData("""{}""", "rules[0].fault must have exactly one of fail, rateLimit, slow, cut, drop.")]
    [InlineData("""{"drop":{},"cut":{"beforeFirstByte":true}}""", "rules[0].fault must have exactly one of")]
    [InlineData("""{"explode":{}}""", "rules[0].fault.explode is not known here; there are fail, rateLimit")]
    [InlineData("""{"fail":{}}""", "rules[0].fault.fail: a status or a code is wanted.")]
    [InlineData("""{"fail":{"status":200}}""", "rules[0].fault.fail.status must be between 400 and 599, but is 200.")]
    [InlineData("""{"rateLimit":{"retryAfterSeconds":-1}}""", "rules[0].fault.rateLimit.retryAfterSeconds must be between 0 and seven days.")]
    [InlineData("""{"rateLimit":{"retryAfter":1}}""", "rules[0].fault.rateLimit.retryAfter is not known here; there are retryAfterSeconds.")]
    [InlineData("""{"slow":{}}""", "rules[0].fault.slow.firstByteMs is missing.")]
    [InlineData("""{"slow":{"stall":{"afterChunks":0,"ms":5}}}""", "rules[0].fault.slow.stall.afterChunks must be at least 1, but is 0.")]
    [InlineData("""{"slow":{"stall":{"afterChunks":1}}}""", "rules[0].fault.slow.stall.ms is missing.")]
    [InlineData("""{"cut":{}}""", "rules[0].fault.cut must have exactly one of beforeFirstByte, afterChunks.")]
    [InlineData("""{"cut":{"beforeFirstByte":true,"afterChunks":1}}""", "rules[0].fault.cut must have exactly one of")]
    [InlineData("""{"cut":{"beforeFirstByte":false}}""", "rules[0].fault.cut.beforeFirstByte must be true, but is false.")]
    [InlineData("""{"drop":{"ms":1}}""", "rules[0].fault.drop.ms is not known here; there are no members.")]
    public void Parse_WrongFault_IsNamed(string fault, string said) => Refused($$$$"""{"rules":[{"fault":{{{{fault}}}}}]}""", said);

    [Fact]
    public async Task Start_ScriptOutOfRange_IsRefused()
    {
        var options = new SimulatorOptions
        {
            Urls = "http://127.0.0.1:0",
            Faults = new FaultScript([new FaultRule(new DropFault()), new FaultRule(new SlowFault { FirstByte = TimeSpan.FromSeconds(-1) })]),
        };

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(
            () => SimulatorServer.StartAsync(options, TestSimulator.Cancelled));

        Assert.StartsWith("rules[1].fault.firstByteMs must be", refused.Message, StringComparison.Ordinal);
    }

    private static void Refused(string json, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => FaultScript.Parse(json)).Message, StringComparison.Ordinal);
}
