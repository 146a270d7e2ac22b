namespace Fairlead.Simulator.Messages.Reading;

/// <summary>Checks where images and documents come from.</summary>
internal static class SourceReader
{
    internal static void CheckImage(InputObject block)
    {
        InputObject source = block.Object("source") ?? throw block.Missing("source");
        source = source.Under(source.Tag(["base64", "file", "url"]));
        if (source.RequiredText("type") == "base64")
        {
            source.OneOf("media_type", "image/jpeg", "image/png", "image/gif", "image/webp");
        }

        CheckFields(source);
    }

    /// <returns>How many cache marks the parts of the document carry.</returns>
    internal static int CheckDocument(InputObject block)
    {
        InputObject source = block.Object("source") ?? throw block.Missing("source");
        string type = source.Tag(["base64", "content", "file", "text", "url"]);
        source = source.Under(type);
        if (type == "content")
        {
            source.AllowOnly(["type", "content"]);
            return BlockReader.ReadText(source, "content", BlockReader.InDocuments, required: true).Marks;
        }

        if (type is "base64" or "text")
        {
            source.OneOf("media_type", type == "base64" ? "application/pdf" : "text/plain");
        }

        CheckFields(source);
        return 0;
    }

    private static void CheckFields(InputObject source)
    {
        string type = source.RequiredText("type");
        string[] required = type switch { "url" => ["url"], "file" => ["file_id"], _ => ["media_type", "data"] };
        foreach (string name in required)
        {
            source.RequiredText(name);
        }

        source.AllowOnly(["type", .. required]);
        if (type == "base64" && !System.Buffers.Text.Base64.IsValid(source.RequiredText("data")))
        {
            throw source.Refuse("data", "Invalid base64 data");
        }

        if (type == "url" && !source.RequiredText("url").StartsWith("https://", StringComparison.Ordinal))
        {
            throw source.Refuse("url", "Only HTTPS URLs are supported.");
        }
    }
}
