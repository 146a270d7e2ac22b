using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fairlead.Simulator.Http;
using Microsoft.Extensions.Primitives;

namespace Fairlead.Simulator.Aws;

/// <summary>Answers <c>AssumeRole</c>.</summary>
internal static partial class AssumeRole
{
    private const int Shortest = 900;
    private const int Longest = 43_200;

    internal static Task AnswerAsync(Exchange exchange, Dictionary<string, StringValues> form, string accessKeyId)
    {
        string role = form.GetValueOrDefault("RoleArn").ToString();
        string name = form.GetValueOrDefault("RoleSessionName").ToString();
        Validate(role, name);
        int seconds = Duration(form.GetValueOrDefault("DurationSeconds"));
        string account = role.Split(':')[4];
        bool allowed = exchange.Options.AwsRoles.TryGetValue(role, out string? externalId)
            && (externalId is null || form.GetValueOrDefault("ExternalId") == externalId);
        if (!allowed)
        {
            throw new RefusedException(new ApiError(
                403, $"User: arn:aws:iam::{account}:user/{accessKeyId} is not authorized to perform: sts:AssumeRole on resource: {role}", "AccessDenied"));
        }

        RoleSession session = exchange.RoleSessions.Issue(TimeSpan.FromSeconds(seconds));
        return StsXml.WriteAsync(exchange, "AssumeRole", StsXml.Element(
            "AssumeRoleResult",
            StsXml.Element(
                "AssumedRoleUser",
                StsXml.Text("AssumedRoleId", $"AROA3XFRBF535PLBIFPI4:{name}"),
                StsXml.Text("Arn", $"arn:aws:sts::{account}:assumed-role/{role[(role.LastIndexOf('/') + 1)..]}/{name}")),
            Credentials(session)));
    }

    private static XElement Credentials(RoleSession session) => StsXml.Element(
        "Credentials",
        StsXml.Text("AccessKeyId", session.AccessKeyId),
        StsXml.Text("SecretAccessKey", session.SecretAccessKey),
        StsXml.Text("SessionToken", session.Token),
        StsXml.Text("Expiration", session.Expiration.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    private static void Validate(string role, string name)
    {
        if (!RoleArn().IsMatch(role))
        {
            throw Invalid($"{role} is invalid");
        }

        if (!SessionName().IsMatch(name))
        {
            throw Invalid(
                $"1 validation error detected: Value '{name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        }
    }

    private static int Duration(StringValues given) => given.Count == 0 ? 3_600
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= Shortest and <= Longest ? seconds
        : throw Invalid($"The requested DurationSeconds must be between {Shortest} and {Longest}.");

    private static RefusedException Invalid(string message) => new(new ApiError(400, message, "ValidationError"));

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/.+$")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}$")]
    private static partial Regex SessionName();
}
