namespace Fairlead.Protocols.Multipart;

/// <summary>A field of a multipart form.</summary>
/// <param name="Start">Where its value begins in the body, in bytes.</param>
/// <param name="End">Where its value ends.</param>
/// <param name="Value">The value.</param>
public sealed record MultipartField(long Start, long End, string Value);
