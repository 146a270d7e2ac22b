using System.Text.Json;
using Fairlead.Gateway.Catalog;

namespace Fairlead.Gateway.Caching;

/// <summary>Tells the requests that read or leave something at an upstream: their answers are not the same twice, or are not all that is asked for.</summary>
internal static class Statefulness
{
    /// <summary>
    /// Whether a body has any. Responses are kept unless the body says otherwise.
    /// Sources: https://platform.openai.com/docs/api-reference/responses/create, https://docs.claude.com/en/api/messages
    /// </summary>
    public static bool Has(Operation operation, JsonElement body)
    {
        var isKept = operation == Operation.Responses;
        foreach (var member in body.EnumerateObject())
        {
            var kind = member.Value.ValueKind;
            if (member.NameEquals("store"u8))
            {
                if (kind == JsonValueKind.True)
                {
                    return true;
                }

                isKept &= kind != JsonValueKind.False;
            }
            else if (Names(member) && kind is not (JsonValueKind.Null or JsonValueKind.False))
            {
                return true;
            }
        }

        return isKept;
    }

    private static bool Names(JsonProperty member) =>
        member.NameEquals("previous_response_id"u8) || member.NameEquals("conversation"u8) || member.NameEquals("background"u8) || member.NameEquals("container"u8);
}
