using System.Net.Http.Headers;
using System.Text;

namespace Fairlead.Conformance.Tests.Chaos;

/// <summary>One request of the storm, and the one thing that became of it.</summary>
/// <param name="Id">The request's id, as the gateway gave it.</param>
/// <param name="Ending">What the client saw.</param>
internal sealed record ChaosRequest(string Id, ChaosEnding Ending)
{
    /// <summary>Sends a request and reads its answer to the end, or leaves in the middle of it.</summary>
    public static async Task<ChaosRequest> SendAsync(HttpClient client, Random random, CancellationToken cancellationToken)
    {
        var isStream = random.Next(3) > 0;
        var leaves = isStream && random.Next(8) == 0;
        var messages = random.Next(4) == 0;
        using var request = new HttpRequestMessage(HttpMethod.Post, messages ? "/v1/messages" : "/v1/chat/completions")
        {
            Content = new StringContent(
                $$"""{"model":"storm","max_tokens":64,"stream":{{(isStream ? "true" : "false")}},"messages":[{"role":"user","content":"Tell me about the weather at sea, {{random.Next()}}."}]}""",
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var id = response.Headers.GetValues("x-fairlead-request-id").Single();
        if (!response.IsSuccessStatusCode)
        {
            return new ChaosRequest(id, ChaosEnding.Refused);
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        if (leaves)
        {
            await reader.ReadLineAsync(cancellationToken);
            return new ChaosRequest(id, ChaosEnding.Left);
        }

        return new ChaosRequest(id, await EndingAsync(reader, isStream, cancellationToken));
    }

    private static async Task<ChaosEnding> EndingAsync(StreamReader reader, bool isStream, CancellationToken cancellationToken)
    {
        try
        {
            var text = await reader.ReadToEndAsync(cancellationToken);
            var isDone = !isStream || text.Contains("data: [DONE]", StringComparison.Ordinal) || text.Contains("event: message_stop", StringComparison.Ordinal);
            var isError = isStream && (text.Contains("\ndata: {\"error\"", StringComparison.Ordinal) || text.Contains("event: error", StringComparison.Ordinal));
            return (isDone, isError) switch
            {
                (true, false) => ChaosEnding.Answered,
                (false, true) => ChaosEnding.CutOff,
                _ => ChaosEnding.Ambiguous,
            };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException && !isStream)
        {
            return ChaosEnding.CutOff; // Half a document ends with the connection.
        }
    }
}
