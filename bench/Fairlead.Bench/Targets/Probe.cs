using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using Fairlead.Bench.Load;

namespace Fairlead.Bench.Targets;

/// <summary>Shows, before anything is measured, that a target does what it is measured for.</summary>
internal static class Probe
{
    /// <exception cref="InvalidOperationException">The answer is not the upstream's, byte for byte, or Fairlead takes a wrong key.</exception>
    public static async Task CheckAsync(Target target, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = target.Address };
        var (status, body) = await AskAsync(client, target.Key, cancellationToken);
        if (status != HttpStatusCode.OK || body != Payload.ChatAnswer)
        {
            throw new InvalidOperationException($"{target.Name} answered {(int)status}: {body}\n{target.Process?.LogTail()}");
        }

        if (target.Name == TargetName.Fairlead && (await AskAsync(client, Target.NoKey, cancellationToken)).Status != HttpStatusCode.Unauthorized)
        {
            throw new InvalidOperationException("Fairlead took a key that it never issued: authentication is off.");
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient client, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Payload.ChatPath)
        {
            Content = new StringContent(Payload.ChatRequest, Encoding.UTF8, MediaTypeNames.Application.Json),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await client.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }
}
