using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.Conversations;

/// <summary>What a dialect takes as a tool's name, and the name that stands for one it does not take.</summary>
internal sealed class ToolNameRule
{
    // An underscore and eight digits.
    private const int MarkLength = 9;

    // OpenAI says "Expected a string with maximum length 64" and "… that matches the pattern '^[a-zA-Z0-9_-]+$'"; the reference of Bedrock's
    // ToolSpecification has the same, Anthropic's of tool use ^[a-zA-Z0-9_-]{1,128}$.
    private static readonly ToolNameRule Short = new(64);
    private static readonly ToolNameRule Long = new(128);

    // "Must start with a letter or an underscore. Must be a-z, A-Z, 0-9, or contain underscores, dots and dashes, with a maximum length of 64":
    // colons are allowed on one of Google's two addresses only.
    private static readonly ToolNameRule Gemini = new(64, '.', beginsWithLetter: true);

    private readonly int longest;
    private readonly bool beginsWithLetter;
    private readonly SearchValues<byte> letters;

    private ToolNameRule(int longest, char more = '-', bool beginsWithLetter = false)
    {
        this.longest = longest;
        this.beginsWithLetter = beginsWithLetter;
        letters = SearchValues.Create([.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8, (byte)more]);
    }

    /// <summary>The rule of a dialect.</summary>
    public static ToolNameRule Of(Dialect dialect) => dialect switch
    {
        Dialect.Messages => Long,
        Dialect.Gemini => Gemini,
        _ => Short,
    };

    /// <summary>Whether the dialect takes a name. What is no name at all is the vendor's to refuse.</summary>
    public bool Takes(JsonSlice name) => !name.IsString || name.IsEmptyString || Takes(name.Inner);

    /// <summary>Whether the dialect takes a name.</summary>
    public bool Takes(ReadOnlySpan<byte> name) =>
        !name.IsEmpty && name.Length <= longest && name.IndexOfAnyExcept(letters) < 0 && !(beginsWithLetter && NeedsLetter(name));

    /// <summary>A name that the dialect takes: as much of the name as fits, and a mark that follows from <paramref name="key"/> alone, so that it
    /// is the same in every turn and prompt caches hold.</summary>
    public string Shorten(ReadOnlySpan<byte> name, string key)
    {
        var taken = new StringBuilder(longest);
        if (beginsWithLetter && NeedsLetter(name))
        {
            taken.Append('_');
        }

        foreach (var letter in name)
        {
            if (taken.Length == longest - MarkLength)
            {
                break;
            }

            taken.Append(letters.Contains(letter) ? (char)letter : '_');
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return taken.Append('_').Append(Convert.ToHexStringLower(digest, 0, 4)).ToString();
    }

    private static bool NeedsLetter(ReadOnlySpan<byte> name) => name.IsEmpty || !(char.IsAsciiLetter((char)name[0]) || name[0] == '_');
}
