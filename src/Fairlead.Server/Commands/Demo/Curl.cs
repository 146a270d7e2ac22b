using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Fairlead.Server.Commands.Demo;

/// <summary>Calls a server as a reader would, and shows both sides: the <c>curl</c> command to type, and the answer as it comes.</summary>
internal sealed class Curl(Uri server, TextWriter output) : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(1) };
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly List<string> unexpected = [];
    private string? authorization;

    /// <summary>What did not go as it should have.</summary>
    public IReadOnlyList<string> Unexpected => unexpected;

    /// <summary>Says what comes next.</summary>
    public void Say(string text) => output.WriteLine($"\n# {text}\n");

    /// <summary>Gives a value a name that the commands show in its place, and sends it from now on.</summary>
    public void Authorize(string variable, string token)
    {
        variables[token] = $"${variable}";
        authorization = token;
        output.WriteLine($"{variable}={token}");
    }

    /// <summary>Sends a request and shows the answer; notes what is not as expected.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path and query.</param>
    /// <param name="body">The JSON body; null for none.</param>
    /// <param name="status">The status that is right.</param>
    /// <param name="holds">Text that the answer must hold; null for any.</param>
    public async Task<string> SendAsync(HttpMethod method, string path, string? body, int status, string? holds, CancellationToken cancellationToken)
    {
        Show(method, path, body);
        using var request = new HttpRequestMessage(method, new Uri(server, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = authorization is null ? null : new AuthenticationHeaderValue("Bearer", authorization);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var answer = response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? await CopyAsync(response, cancellationToken)
            : Print(await response.Content.ReadAsStringAsync(cancellationToken));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[HTTP {(int)response.StatusCode}]\n"));
        if ((int)response.StatusCode != status || (holds is not null && !answer.Contains(holds, StringComparison.Ordinal)))
        {
            unexpected.Add(string.Create(CultureInfo.InvariantCulture, $"{method} {path}: expected HTTP {status}{(holds is null ? string.Empty : $" with '{holds}'")}, got HTTP {(int)response.StatusCode}"));
        }

        return answer;
    }

    public void Dispose() => client.Dispose();

    private void Show(HttpMethod method, string path, string? body)
    {
        var quoted = path.Contains('?', StringComparison.Ordinal) ? $"'{new Uri(server, path)}'" : new Uri(server, path).ToString();
        var command = new StringBuilder($"$ curl -sN{(method == HttpMethod.Get ? string.Empty : $" -X {method}")} {quoted}");
        if (authorization is not null)
        {
            command.Append($" \\\n    -H \"Authorization: Bearer {variables[authorization]}\"");
        }

        if (body is not null)
        {
            command.Append($" \\\n    -H 'Content-Type: application/json' \\\n    -d '{body.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        }

        output.WriteLine(command.Append('\n'));
    }

    // A stream is shown raw, as it comes.
    private async Task<string> CopyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var whole = new StringBuilder();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await output.WriteLineAsync(line);
            whole.Append(line).Append('\n');
        }

        return whole.ToString();
    }

    private string Print(string answer)
    {
        if (answer.Length > 0)
        {
            using var document = JsonDocument.Parse(answer);
            output.WriteLine(JsonSerializer.Serialize(document.RootElement, Indented));
        }

        return answer;
    }
}
