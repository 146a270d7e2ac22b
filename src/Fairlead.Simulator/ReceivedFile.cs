namespace Fairlead.Simulator;

/// <summary>A file of a multipart upload, as the simulated upstream read it.</summary>
/// <param name="Field">The form field it came in.</param>
/// <param name="FileName">The name it was sent under.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits in lower case.</param>
public sealed record ReceivedFile(string Field, string FileName, long Length, string Sha256);
