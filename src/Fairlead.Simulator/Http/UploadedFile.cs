namespace Fairlead.Simulator.Http;

/// <summary>A file part that was read.</summary>
/// <param name="Field">The part's name.</param>
/// <param name="FileName">The name it was sent under.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits in lower case.</param>
/// <param name="Content">What is in it; null when it was too long to be kept.</param>
internal sealed record UploadedFile(string Field, string FileName, long Length, string Sha256, byte[]? Content);
