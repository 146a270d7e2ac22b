using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Fairlead.Server.Platform;
using Fairlead.Server.Platform.Configuration;

namespace Fairlead.Server.Commands;

/// <summary>Asks a running server for a plan.</summary>
internal sealed class PlanClient(Uri address) : IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The plan, or what is wrong with the configuration on that server, each at its place in the file.</summary>
    /// <exception cref="HttpRequestException">The server cannot be reached, or answers something else.</exception>
    /// <exception cref="StartupException">The credentials are not accepted.</exception>
    public async Task<(JsonElement Plan, IReadOnlyList<ConfigurationProblem> Problems)> PlanAsync(string id, string secret, ConfigurationFile file, CancellationToken cancellationToken)
    {
        var (status, token) = await PostAsync("v1/auth/access_token", new { clientId = id, clientSecret = secret }, cancellationToken);
        if (status != HttpStatusCode.OK)
        {
            throw Unexpected(status, token);
        }

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        var (answered, body) = await PostAsync("v1/config/plan", new { configuration = file.Document }, cancellationToken);
        return answered switch
        {
            HttpStatusCode.OK => (body.GetProperty("result"), []),
            HttpStatusCode.UnprocessableEntity => (default, Problems(body, file)),
            _ => throw Unexpected(answered, body),
        };
    }

    public void Dispose() => client.Dispose();

    private static List<ConfigurationProblem> Problems(JsonElement body, ConfigurationFile file) =>
    [
        .. body.GetProperty("details").GetProperty("problems").EnumerateArray()
            .Select(static problem => (Path: problem.GetProperty("path").GetString()!, Message: problem.GetProperty("message").GetString()!))
            .Select(problem => ConfigurationProblem.At(file.Find(problem.Path), problem.Message, problem.Path)),
    ];

    private static Exception Unexpected(HttpStatusCode status, JsonElement body)
    {
        var message = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("message", out var said) ? said.GetString() : $"the server answered {(int)status}";
        return status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? new StartupException(message!) : new HttpRequestException(message);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.PostAsJsonAsync(path, body, cancellationToken);
            return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
        }
        catch (JsonException)
        {
            throw new HttpRequestException("what answers there is no Fairlead server");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("the server did not answer within 60 s");
        }
    }
}
