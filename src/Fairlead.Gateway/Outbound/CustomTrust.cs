using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Fairlead.Gateway.Outbound;

/// <summary>Trusts the operator's certification authorities beside the system's.</summary>
internal static class CustomTrust
{
    /// <summary>The verification for a CA file; null, the system's own, when there is none.</summary>
    public static RemoteCertificateValidationCallback? Callback(string? caFile)
    {
        if (caFile is null)
        {
            return null;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(caFile);
        return (_, certificate, chain, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsIssuedBy(authorities, certificate, chain));
    }

    private static bool IsIssuedBy(X509Certificate2Collection authorities, X509Certificate certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1")); // Server authentication, RFC 5280 section 4.2.1.12.
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        return chain.Build(certificate as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
