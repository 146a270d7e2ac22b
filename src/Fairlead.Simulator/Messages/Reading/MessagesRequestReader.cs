using System.Text.Json;
using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Chat.Tools;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Tokens;

namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Reads a request, or refuses it as Anthropic would.</summary>
internal static class MessagesRequestReader
{
    private const string Betas = "anthropic-beta";

    /// <param name="exchange">The request.</param>
    /// <param name="form">Which fields it may and must have.</param>
    /// <param name="modelOfPath">The model where the path names it.</param>
    internal static MessagesRequest Read(Exchange exchange, RequestForm form, string? modelOfPath = null)
    {
        try
        {
            return Read(exchange, InputObject.OfBody(exchange.Body), form, modelOfPath);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which is told only when the string is asked for.
            throw MessagesErrors.Refuse("The request body is not valid JSON: no low surrogate in string");
        }
    }

    private static MessagesRequest Read(Exchange exchange, InputObject body, RequestForm form, string? modelOfPath)
    {
        string beta = string.Join(',', exchange.RequestHeaders[Betas].AsEnumerable());
        bool interleaved = beta.Contains("interleaved-thinking", StringComparison.Ordinal);
        string model = modelOfPath ?? body.RequiredText("model");
        bool creates = form is RequestForm.Create or RequestForm.VertexCreate;
        int? maxTokens = creates ? body.Integer("max_tokens", 0) ?? throw body.Missing("max_tokens") : null;
        AnswerLimits.Check(model, maxTokens);
        Conversation conversation = TurnReader.Read(body, model);
        IReadOnlyList<Turn> turns = conversation.Turns;
        CheckVersion(exchange, body, form, beta, turns);
        ThinkingConfig thinking = ThinkingConfig.Read(body, interleaved ? null : maxTokens);
        ChatRequest chat = ReadChat(body, form, model, conversation, thinking) with { MaxTokens = maxTokens };
        ToolPairs.Check(turns);
        ThinkingTurns.Check(turns, thinking, new ThinkingSignature(exchange.Options.Seed));
        SamplingReader.Check(body, model);
        CheckOffered(exchange.Options, model);
        return new MessagesRequest(
            chat, thinking, thinking.Enabled && (thinking.Adaptive || interleaved || !turns[^1].GivesResults));
    }

    private static void CheckVersion(Exchange exchange, InputObject body, RequestForm form, string beta, IReadOnlyList<Turn> turns)
    {
        bool newest = MessagesCredentials.AsksForNewest(exchange);
        body.AllowOnly(RequestFields.Of(form, beta.Length > 0 || body.Get("anthropic_beta") is not null, newest));
        if (newest)
        {
            NewestVersion.Check(turns);
        }
    }

    private static ChatRequest ReadChat(InputObject body, RequestForm form, string model, Conversation conversation, ThinkingConfig thinking)
    {
        (IReadOnlyList<ToolDefinition> tools, int marks) = ToolListReader.Read(body, form is RequestForm.VertexCreate or RequestForm.VertexCount);
        (ToolChoice choice, bool parallel) = ToolChoiceReader.Read(body, tools, thinking);
        (string system, int systemMarks) = BlockReader.ReadText(body, "system", BlockReader.InSystem, required: false);
        CacheControl.CheckCount(
            marks + systemMarks + CacheControl.Check(body) + conversation.Turns.SelectMany(t => t.Blocks).Sum(b => b.CacheMarks));
        IReadOnlyList<ChatMessage> messages = ChatMessages.Of($"{system}\n{conversation.SaidBySystem}".Trim('\n'), conversation.Turns);
        return new ChatRequest(model, messages)
        {
            Tools = tools,
            ToolChoice = choice,
            ParallelToolCalls = parallel,
            Format = OutputReader.Read(body),
            Choices = 1,
            Stop = SamplingReader.ReadStop(body),
            Stream = body.Flag("stream"),
            PromptTokens = CountPrompt(body, messages, conversation.Turns),
        };
    }

    private static void CheckOffered(SimulatorOptions options, string model)
    {
        if (options.Models is { Count: > 0 } models && !models.Contains(model, StringComparer.Ordinal))
        {
            throw new RefusedException(MessagesErrors.UnknownModel(model));
        }
    }

    private static int CountPrompt(InputObject body, IReadOnlyList<ChatMessage> messages, IReadOnlyList<Turn> turns)
    {
        int calls = messages.SelectMany(m => m.ToolCalls).Sum(c => TextPieces.Count(c.Name) + TextPieces.Count(c.Arguments));
        int thoughts = turns.SelectMany(t => t.Blocks).Where(b => b.Type == "thinking").Sum(b => TextPieces.Count(b.Text));
        int extras = new[] { body.Get("tools"), body.Get("output_config") }
            .Sum(e => e is { ValueKind: not JsonValueKind.Null } part ? TextPieces.Count(part.GetRawText()) : 0);
        return 3 + (messages.Count * 4) + messages.Sum(m => TextPieces.Count(m.Text)) + calls + thoughts + extras;
    }
}
