using Fairlead.Simulator.Chat;
using Fairlead.Simulator.Http;
using Fairlead.Simulator.Json;

namespace Fairlead.Simulator.Files;

/// <summary><c>/v1/files</c>.</summary>
/// <remarks>https://platform.openai.com/docs/api-reference/files</remarks>
internal static class FilesEndpoint
{
    /// <summary>The content of larger files is not kept.</summary>
    private const int KeptBytes = 1_048_576;

    private const int LargestPage = 10_000;

    private static readonly string[] Purposes = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];

    internal static async Task UploadAsync(Exchange exchange)
    {
        UploadedForm form = await UploadedForm.ReadAsync(exchange, KeptBytes);
        UploadedFile file = form.RequiredFile("file");
        string purpose = form.Required("purpose");
        if (!Purposes.Contains(purpose))
        {
            throw new RefusedException(ApiError.BadRequest(
                $"'{purpose}' is not one of [{string.Join(", ", Purposes.Select(p => $"'{p}'"))}] - 'purpose'", "purpose"));
        }

        OrderedError.ThrowIfAny(Directives.Read(file.FileName), "simulated", exchange);
        var stored = new StoredFile($"file-{exchange.Digest.Add("file").Letters(22)}", exchange.CreatedAt, purpose, file);
        exchange.State.Files.Keep(stored.Id, stored);
        await exchange.WaitForFirstTokenAsync();
        await exchange.WriteJsonAsync(200, new JsonBody(stored.WriteTo));
    }

    internal static Task ListAsync(Exchange exchange)
    {
        string? purpose = exchange.Query["purpose"];
        StoredFile[] files = [.. exchange.State.Files.All().Where(f => string.IsNullOrEmpty(purpose) || f.Purpose == purpose)];
        var page = Page<StoredFile>.Of(files, f => f.Id, exchange.Query, newestFirst: true, LargestPage);
        return exchange.WriteJsonAsync(200, new JsonBody(json => page.WriteTo(json, (writer, file) => file.WriteTo(writer))));
    }

    internal static Task GetAsync(Exchange exchange, string id) => exchange.WriteJsonAsync(200, new JsonBody(Find(exchange, id).WriteTo));

    internal static Task DeleteAsync(Exchange exchange, string id)
    {
        Find(exchange, id);
        exchange.State.Files.Remove(id);
        return exchange.WriteJsonAsync(200, new JsonBody(json =>
        {
            json.WriteStartObject();
            json.WriteString("object", "file");
            json.WriteString("id", id);
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
        }));
    }

    /// <summary>What was uploaded; of a file too long to be kept, as many zeros.</summary>
    internal static async Task DownloadAsync(Exchange exchange, string id)
    {
        UploadedFile file = Find(exchange, id).File;
        exchange.Begin(200, "application/octet-stream");
        exchange.Response.ContentLength = file.Length;
        exchange.Response.Headers.ContentDisposition = $"attachment; filename=\"{Uri.EscapeDataString(file.FileName)}\"";
        if (file.Content is { } content)
        {
            await exchange.Response.Body.WriteAsync(content, exchange.ClientGone);
            return;
        }

        byte[] zeros = new byte[65_536];
        for (long left = file.Length; left > 0; left -= zeros.Length)
        {
            await exchange.Response.Body.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)), exchange.ClientGone);
        }
    }

    private static StoredFile Find(Exchange exchange, string id) => exchange.State.Files.Find(id)
        ?? throw new RefusedException(new ApiError(404, $"No such File object: {id}", ApiError.InvalidRequest, "id"));
}
