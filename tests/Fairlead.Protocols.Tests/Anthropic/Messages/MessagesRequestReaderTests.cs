using System.Text;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;
using Fairlead.Protocols.Tests.Translation;
using Xunit;

namespace Fairlead.Protocols.Tests.Anthropic.Messages;

public sealed class MessagesRequestReaderTests
{
    [Theory]
    [InlineData("""{}""", "missing_required_parameter", "messages")]
    [InlineData("""{"messages":[],"system":"x"}""", "missing_required_parameter", "messages")]
    [InlineData("""{"messages":{}}""", "invalid_type", "messages")]
    [InlineData("""{"messages":[{"role":"user","content":"x"},{"role":"tool","content":"x"}]}""", "invalid_value", "messages[1].role")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "invalid_type", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}],"tools":{}}""", "invalid_type", "tools")]
    public void TryRead_WhatCannotBeRead_NamesTheField(string body, string code, string param)
    {
        Assert.True(JsonSlice.TryParse(Encoding.UTF8.GetBytes(body), out var json));

        var problem = Codecs.Of(Dialect.Messages).RequestReader!.TryRead(json, out _);

        Assert.Equal((code, param), (problem?.Code, problem?.Param));
    }

    [Fact]
    public void TryRead_SystemAfterTheMessages_ComesFirst() =>
        Assert.Equal([Role.System, Role.User], Read("""{"messages":[{"role":"user","content":"x"}],"system":"s"}""").Items.Select(static item => item.Role));

    [Fact]
    public void TryRead_ResultsBetweenTexts_AreItemsOfTheirOwnInOrder()
    {
        var conversation = Read(
            """
            {"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"a"},{"type":"tool_result","tool_use_id":"b","content":"x","is_error":true},
            {"type":"text","text":"y"},{"type":"tool_result","tool_use_id":"c"}]}]}
            """);

        Assert.Equal([Role.Tool, Role.User, Role.Tool], conversation.Items.Select(static item => item.Role));
        Assert.Equal([false, true], conversation.Items[0].Blocks.Cast<ToolResultBlock>().Select(static result => result.IsError));
    }

    [Fact]
    public void TryRead_ThoughtThatCarriesACallsProof_StandsRightBeforeTheCall()
    {
        var conversation = Read(
            """
            {"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"Z2Vt"},{"type":"tool_use","id":"a","name":"f","input":{"n":1.0}}]}]}
            """);

        Assert.Equal("\"Z2Vt\"", Assert.IsType<ReasoningBlock>(conversation.Items[0].Blocks[0]).Signature.ToString());
        Assert.Equal("\"{\\\"n\\\":1.0}\"", Assert.IsType<ToolCallBlock>(conversation.Items[0].Blocks[1]).Arguments.ToString());
    }

    [Fact]
    public void TryRead_ChoiceThatForbidsParallelCalls_HasBothMeanings()
    {
        var conversation = Read("""{"messages":[{"role":"user","content":"x"}],"tool_choice":{"type":"any","disable_parallel_tool_use":true}}""");

        Assert.Equal(ToolChoiceMode.Required, conversation.ToolChoice?.Mode);
        Assert.Equal("false", conversation.Parameters.Peek(Parameter.ParallelToolCalls).ToString());
        conversation.Parameters.Take(Parameter.ToolChoice);
        Assert.Equal([new Loss("tool_choice", "disable_parallel_tool_use")], conversation.Parameters.Losses);
    }

    [Fact]
    public void TryRead_DisplayOmitted_HidesThoughtsInTheAnswer() =>
        Assert.False(Read("""{"messages":[{"role":"user","content":"x"}],"thinking":{"type":"adaptive","display":"omitted"}}""").Reply.ShowsReasoning);

    [Fact]
    public void TryRead_KindOfThinkingThatIsNotKnown_IsNotTakenForAnother() =>
        Assert.Equal(
            [new Loss("thinking", null), new Loss("output_config", null)],
            Read("""{"messages":[{"role":"user","content":"x"}],"thinking":{"type":"new"},"output_config":{"effort":"low"}}""").Parameters.Losses);

    private static Conversation Read(string body) => Translated.Read(Encoding.UTF8.GetBytes(body), Dialect.Messages);
}
