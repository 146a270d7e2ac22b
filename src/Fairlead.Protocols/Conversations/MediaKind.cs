namespace Fairlead.Protocols.Conversations;

/// <summary>What a <see cref="MediaBlock"/> is.</summary>
public enum MediaKind
{
    /// <summary>A picture.</summary>
    Image,

    /// <summary>A document: PDF, text.</summary>
    Document,

    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Moving pictures.</summary>
    Video,
}
