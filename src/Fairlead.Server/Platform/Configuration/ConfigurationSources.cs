using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Server.Platform.Configuration;

/// <summary>The files that a configuration was read from, to see whether they are others now: by content, whatever links and clocks say.</summary>
internal sealed class ConfigurationSources
{
    private const string Absent = "-";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly Dictionary<string, string> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Folder, string Pattern), string> matches = [];

    /// <summary>The files, in the order of reading.</summary>
    public IReadOnlyCollection<string> Files => contents.Keys;

    /// <summary>What they were when they were read.</summary>
    public string Fingerprint => string.Join('\n', contents.Select(static file => $"{file.Key} {file.Value}").Concat(matches.Values));

    /// <summary>Reads a file and remembers what it held.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public string Read(string path)
    {
        contents[path] = Absent;
        var bytes = File.ReadAllBytes(path);
        contents[path] = Convert.ToBase64String(SHA256.HashData(bytes));
        return Decode(bytes);
    }

    /// <summary>A file's text.</summary>
    /// <exception cref="IOException">It is not UTF-8, nor what its byte order mark says: replacing what cannot be read would change a secret without a word.</exception>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return new StreamReader(new MemoryStream(bytes), Utf8).ReadToEnd();
        }
        catch (DecoderFallbackException exception)
        {
            throw new IOException("The file is not UTF-8.", exception);
        }
    }

    /// <summary>Remembers a file that somebody else reads.</summary>
    public void Add(string path) => contents.TryAdd(path, HashOf(path));

    /// <summary>The files of a folder that fit a pattern, in order of name; remembered as they are.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<string> Match(string folder, string pattern)
    {
        matches[(folder, pattern)] = Absent;
        var found = FilesOf(folder, pattern);
        matches[(folder, pattern)] = string.Join('\n', found);
        return found;
    }

    /// <summary>What the same files are now.</summary>
    public string CurrentFingerprint() => string.Join(
        '\n', contents.Keys.Select(static path => $"{path} {HashOf(path)}").Concat(matches.Keys.Select(static match => ListingOf(match.Folder, match.Pattern))));

    // One that cannot be listed for now is another than it was, and is looked at again.
    private static string ListingOf(string folder, string pattern)
    {
        try
        {
            return string.Join('\n', FilesOf(folder, pattern));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Absent;
        }
    }

    private static string[] FilesOf(string folder, string pattern) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)] : [];

    private static string HashOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToBase64String(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Absent;
        }
    }
}
