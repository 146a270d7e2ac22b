using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Fairlead.Simulator.Http;

/// <summary>A multipart form, its parts in any order; files are read through, not held.</summary>
internal sealed class UploadedForm
{
    private const int LongestField = 1_048_576;
    private const int Chunk = 65_536;

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private readonly List<UploadedFile> files = [];

    internal IReadOnlyList<UploadedFile> Files => files;

    internal string? this[string field] => fields.GetValueOrDefault(field) is { Length: > 0 } value ? value : null;

    /// <param name="exchange">The request whose body it is.</param>
    /// <param name="keptBytes">Files up to this length keep their content.</param>
    internal static async Task<UploadedForm> ReadAsync(Exchange exchange, int keptBytes)
    {
        if (exchange.Upload is not { } upload
            || !MediaTypeHeaderValue.TryParse(exchange.ContentType, out MediaTypeHeaderValue? type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw new RefusedException(ApiError.BadRequest(
                "Invalid Content-Type header. Expected a header matching 'multipart/form-data' with a boundary."));
        }

        var form = new UploadedForm();
        var reader = new MultipartReader(boundary, upload, Chunk);
        try
        {
            while (await reader.ReadNextSectionAsync(exchange.ClientGone) is { } section)
            {
                await form.AddAsync(section, keptBytes, exchange.ClientGone);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException && !upload.BrokeOff)
        {
            throw new RefusedException(ApiError.BadRequest("Could not parse multipart form."));
        }

        exchange.UploadedFiles = [.. form.files.Select(f => new ReceivedFile(f.Field, f.FileName, f.Length, f.Sha256))];

        // What may follow the last boundary belongs to the request as well.
        await upload.CopyToAsync(Stream.Null, exchange.ClientGone);
        return form;
    }

    internal string Required(string field) => this[field] ?? throw new RefusedException(ApiError.Missing(field));

    internal UploadedFile RequiredFile(string field) => files.FirstOrDefault(f => f.Field == field || f.Field == $"{field}[]")
        ?? throw new RefusedException(ApiError.Missing(field));

    private async Task AddAsync(MultipartSection section, int keptBytes, CancellationToken cancellationToken)
    {
        if (section.GetContentDispositionHeader() is not { } disposition)
        {
            return;
        }

        string name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
        if (disposition.IsFileDisposition())
        {
            string fileName = disposition.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "";
            files.Add(await ReadFileAsync(section.Body, name, fileName, keptBytes, cancellationToken));
            return;
        }

        using var value = new MemoryStream();
        if (await ReadThroughAsync(section.Body, value, null, LongestField, cancellationToken) > LongestField)
        {
            throw new RefusedException(ApiError.BadRequest($"Invalid '{name}': string too long.", name, "string_above_max_length"));
        }

        fields[name] = Encoding.UTF8.GetString(value.GetBuffer().AsSpan(0, (int)value.Length));
    }

    private static async Task<UploadedFile> ReadFileAsync(
        Stream body, string name, string fileName, int keptBytes, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var kept = new MemoryStream();
        long length = await ReadThroughAsync(body, kept, hash, keptBytes, cancellationToken);
        return new UploadedFile(
            name, fileName, length, Convert.ToHexStringLower(hash.GetHashAndReset()), length <= keptBytes ? kept.ToArray() : null);
    }

    private static async Task<long> ReadThroughAsync(
        Stream body, MemoryStream kept, IncrementalHash? hash, int keptBytes, CancellationToken cancellationToken)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            long length = 0;
            while (await body.ReadAsync(chunk, cancellationToken) is var read and > 0)
            {
                hash?.AppendData(chunk, 0, read);
                length += read;
                if (length <= keptBytes)
                {
                    kept.Write(chunk, 0, read);
                }
            }

            return length;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
