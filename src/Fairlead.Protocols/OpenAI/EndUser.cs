using System.Security.Cryptography;
using System.Text.Json;
using Fairlead.Protocols.Conversations;
using Fairlead.Protocols.Json;

namespace Fairlead.Protocols.OpenAI;

/// <summary>Writes <c>user</c>, the opaque name of the end user.</summary>
internal static class EndUser
{
    // OpenAI takes 64 characters (maximhq/bifrost pull 1000), others who follow it 128 (looplj/axonhub issue 1669). Anthropic takes 256.
    private const int Most = 64;

    /// <summary>
    /// Writes the field if there is a name. A client of Messages may have a longer one than this dialect takes: Claude Code's is one. Then a digest, which is
    /// the same for the same user, stands for it: nothing more is asked of the field.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        if (conversation.Parameters.TryTake(Parameter.User, out var user))
        {
            writer.Write("user"u8, conversation.Dialect == Dialect.Messages ? Shortened(user) : user);
        }
    }

    private static JsonSlice Shortened(JsonSlice user)
    {
        var name = JsonText.Unescape(user.Inner);
        return name.Length > Most ? JsonSlice.Of(Convert.ToHexStringLower(SHA256.HashData(name))) : user;
    }
}
