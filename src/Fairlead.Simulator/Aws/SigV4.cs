using System.Security.Cryptography;
using System.Text;

namespace Fairlead.Simulator.Aws;

/// <summary>The arithmetic of Signature Version 4.</summary>
internal static class SigV4
{
    internal static string Sign(SignedRequest request, Authorization authorization, string timestamp, string secret)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Canonical(authorization.SignedHeaders))));
        string text = string.Join('\n', Authorization.Algorithm, timestamp, authorization.Scope, hash);
        return Convert.ToHexStringLower(Hash(KeyOf(authorization, secret), text));
    }

    private static byte[] KeyOf(Authorization authorization, string secret)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string step in authorization.Scope.Split('/'))
        {
            key = Hash(key, step);
        }

        return key;
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
