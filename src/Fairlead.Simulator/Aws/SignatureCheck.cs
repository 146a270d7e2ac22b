using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Aws;

/// <summary>Checks a request's signature for one service, against the users of the options and the sessions given out.</summary>
internal sealed class SignatureCheck(SimulatorOptions options, RoleSessions sessions, DateTimeOffset now)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string WrongToken = "The security token included in the request is invalid.";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <returns>The access key id that signed.</returns>
    internal static string Of(Exchange exchange, string service)
    {
        var headers = exchange.RequestHeaders.ToDictionary(h => h.Key, h => string.Join(',', h.Value.ToArray()), StringComparer.OrdinalIgnoreCase);
        return new SignatureCheck(exchange.Options, exchange.RoleSessions, exchange.Clock.GetUtcNow())
            .Check(new SignedRequest(exchange.Method, exchange.RawTarget, headers, exchange.Body), service);
    }

    internal string Check(SignedRequest request, string service)
    {
        Authorization authorization = Authorization.Parse(request.Headers.GetValueOrDefault("Authorization"));
        string timestamp = CheckHeaders(request, authorization);
        CheckScope(authorization, service, timestamp);
        CheckTime(timestamp);
        string secret = SecretOf(authorization.AccessKeyId, request.Headers.GetValueOrDefault("x-amz-security-token"));
        byte[] expected = Encoding.ASCII.GetBytes(SigV4.Sign(request, authorization, timestamp, secret));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(authorization.Signature))
            ? authorization.AccessKeyId
            : throw Invalid(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");
    }

    private static string CheckHeaders(SignedRequest request, Authorization authorization)
    {
        if (!authorization.SignedHeaders.Contains("host"))
        {
            throw Invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if (request.Headers.GetValueOrDefault("x-amz-date") is not { } timestamp)
        {
            throw new SignatureException(
                SignatureFault.Incomplete, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        string[] due = ["x-amz-date", "x-amz-security-token", "x-amz-content-sha256"];
        if (due.FirstOrDefault(n => request.Headers.ContainsKey(n) && !authorization.SignedHeaders.Contains(n)) is { } unsigned)
        {
            throw Invalid($"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization.");
        }

        return request.Headers.GetValueOrDefault("x-amz-content-sha256") is { } hash && hash != request.BodyHash
            ? throw Invalid("The provided 'x-amz-content-sha256' header does not match what was computed.")
            : timestamp;
    }

    private void CheckScope(Authorization authorization, string service, string timestamp)
    {
        if (authorization.Service != service)
        {
            throw Invalid($"Credential should be scoped to correct service: '{service}'. ");
        }

        if (authorization.Region.Length == 0 || (options.AwsRegion is { } region && region != authorization.Region))
        {
            throw Invalid($"Credential should be scoped to a valid region, not '{authorization.Region}'. ");
        }

        if (!timestamp.StartsWith(authorization.Date, StringComparison.Ordinal))
        {
            throw Invalid(
                $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{authorization.Date}' != '{timestamp}'.");
        }
    }

    private void CheckTime(string timestamp)
    {
        if (!DateTimeOffset.TryParseExact(
            timestamp, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset signed))
        {
            throw new SignatureException(
                SignatureFault.Incomplete, $"Date must be in ISO-8601 'basic format'. Got '{timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601");
        }

        if (signed < now - Skew)
        {
            throw Invalid($"Signature expired: {timestamp} is now earlier than {Show(now - Skew)} ({Show(now)} - 5 min.)");
        }

        if (signed > now + Skew)
        {
            throw Invalid($"Signature not yet current: {timestamp} is still later than {Show(now + Skew)} ({Show(now)} + 5 min.)");
        }
    }

    private string SecretOf(string accessKeyId, string? token)
    {
        if (sessions.Find(accessKeyId) is not { } session)
        {
            return token is null && options.AwsCredentials.TryGetValue(accessKeyId, out string? secret)
                ? secret
                : throw new SignatureException(SignatureFault.UnknownKey, WrongToken);
        }

        if (token != session.Token)
        {
            throw new SignatureException(SignatureFault.UnknownKey, WrongToken);
        }

        return now < session.Expiration
            ? session.SecretAccessKey
            : throw new SignatureException(SignatureFault.Expired, "The security token included in the request is expired");
    }

    private static string Show(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static SignatureException Invalid(string message) => new(SignatureFault.Invalid, message);
}
