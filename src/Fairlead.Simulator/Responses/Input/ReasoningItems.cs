using System.Text.Json;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Responses.Input;

/// <summary>Checks reasoning that is sent back: it must carry what the simulator sealed, or be stored here.</summary>
internal static class ReasoningItems
{
    internal static void Check(JsonElement item, string at, Exchange exchange)
    {
        if (item.Get("summary") is not { ValueKind: JsonValueKind.Array })
        {
            throw new RefusedException(ApiError.Missing($"{at}.summary"));
        }

        if (item.Text("encrypted_content") is { } sealedText)
        {
            EncryptedReasoning.Verify(sealedText, exchange.Options.Seed);
            return;
        }

        string id = item.RequiredString("id", $"{at}.id");
        if (!exchange.State.Responses.All().Any(r => r.Conversation.Any(i => i.Id == id)))
        {
            throw new RefusedException(new ApiError(
                404,
                $"Item with id '{id}' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
                ApiError.InvalidRequest,
                "input"));
        }
    }
}
