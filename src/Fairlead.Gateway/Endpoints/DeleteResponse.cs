using System.Buffers;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Protocols.Json;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Gateway.Endpoints;

/// <summary><c>DELETE /v1/responses/{id}</c>. Source: https://platform.openai.com/docs/api-reference/responses/delete</summary>
internal static class DeleteResponse
{
    public static RequestDelegate Endpoint(ResponseOperation operation) => context => operation.HandleAsync(context, string.Empty, AnswerAsync, forgets: true);

    private static Task AnswerAsync(HttpContext context, KeptResponse kept)
    {
        var output = new ArrayBufferWriter<byte>(128);
        using (var writer = JsonWriting.CreateWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, kept.Id);
            writer.WriteString("object"u8, "response"u8);
            writer.WriteBoolean("deleted"u8, true);
            writer.WriteEndObject();
        }

        return ResponseOperation.WriteAsync(context, output.WrittenMemory);
    }
}
