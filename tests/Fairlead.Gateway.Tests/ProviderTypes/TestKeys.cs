using System.Security.Cryptography;

namespace Fairlead.Gateway.Tests.ProviderTypes;

/// <summary>An RSA key that is made for this run of the tests.</summary>
internal static class TestKeys
{
    /// <summary>The key.</summary>
    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>Its private half in PEM.</summary>
    public static string PrivateKey { get; } = Key.ExportPkcs8PrivateKeyPem();
}
