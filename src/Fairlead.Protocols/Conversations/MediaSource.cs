namespace Fairlead.Protocols.Conversations;

/// <summary>Where the content of a <see cref="MediaBlock"/> is.</summary>
public enum MediaSource
{
    /// <summary>In the request, as base64.</summary>
    Base64,

    /// <summary>At an address that the vendor fetches.</summary>
    Url,

    /// <summary>At the vendor, stored before under an id.</summary>
    File,

    /// <summary>In the request, as plain text.</summary>
    Text,

    /// <summary>In the request, as blocks of the vendor's own.</summary>
    Blocks,
}
