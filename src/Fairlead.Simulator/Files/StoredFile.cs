using System.Text.Json;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Files;

/// <summary>A file that was uploaded, or made by a batch.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it came, in seconds since 1970.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="File">What was read of it.</param>
internal sealed record StoredFile(string Id, long CreatedAt, string Purpose, UploadedFile File)
{
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("object", "file");
        json.WriteString("id", Id);
        json.WriteString("purpose", Purpose);
        json.WriteString("filename", File.FileName);
        json.WriteNumber("bytes", File.Length);
        json.WriteNumber("created_at", CreatedAt);
        json.WriteNull("expires_at");
        json.WriteString("status", "processed");
        json.WriteNull("status_details");
        json.WriteEndObject();
    }
}
