using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Fairlead.Gateway.Attempts;

namespace Fairlead.Gateway.ProviderTypes.Bedrock;

/// <summary>What AWS Security Token Service answers: a session, or the code of an error.</summary>
/// <param name="Session">The session; null for an error.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="ErrorCode">The code; empty when there is none that can be quoted.</param>
internal sealed record AssumeRoleAnswer(SessionAWSCredentials? Session, DateTimeOffset ExpiresAt, string ErrorCode)
{
    private const int MaxCharacters = 64 << 10;
    private const int MaxCode = 64;
    private static readonly XNamespace Names = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary>Reads an answer. What is no answer of STS reads as an error without a code.</summary>
    public static async Task<AssumeRoleAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MaxCharacters });
            var document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken);
            return response.IsSuccessStatusCode ? ReadSession(document) : Error(Text(document, "Code") ?? string.Empty);
        }
        catch (XmlException)
        {
            return Error(string.Empty);
        }
    }

    /// <summary>The class of a failure.</summary>
    public FailureKind KindOf(HttpStatusCode status) => (int)status switch
    {
        429 => FailureKind.RateLimited,
        _ when ErrorCode is "Throttling" or "ThrottlingException" => FailureKind.RateLimited,
        503 => FailureKind.Overloaded,
        >= 500 => FailureKind.Unreachable,
        _ => FailureKind.Auth,
    };

    private static AssumeRoleAnswer ReadSession(XDocument document) =>
        Text(document, "AccessKeyId") is { Length: > 0 } id && Text(document, "SecretAccessKey") is { Length: > 0 } secret && Text(document, "SessionToken") is { Length: > 0 } token
        && HeaderRules.ValueProblem(id + token) is null
        && DateTimeOffset.TryParse(Text(document, "Expiration"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiresAt)
            ? new(new SessionAWSCredentials(id, secret, token), expiresAt, string.Empty)
            : Error(string.Empty);

    // A code is a word. Whatever else stands in its place is not quoted.
    private static AssumeRoleAnswer Error(string code) => new(null, default, code.Length <= MaxCode && code.All(char.IsAsciiLetterOrDigit) ? code : string.Empty);

    private static string? Text(XDocument document, string name) => document.Descendants(Names + name).FirstOrDefault()?.Value;
}
