using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fairlead.Gateway.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fairlead.Gateway.Tests.Outbound;

public sealed class CustomTrustTests
{
    [Fact]
    public async Task Send_CertificateOfTheOperatorsAuthority_IsTrusted()
    {
        using var authority = Authority();
        Assert.Equal("secure", await CallAsync(authority, Issue(authority, "localhost"), authority));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherAuthority_IsRefused()
    {
        using var authority = Authority();
        using var other = Authority();
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(authority, Issue(authority, "localhost"), other));
    }

    [Fact]
    public async Task Send_NoAuthorityGiven_IsRefused()
    {
        using var authority = Authority();
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(authority, Issue(authority, "localhost"), null));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherName_IsRefused()
    {
        using var authority = Authority();
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(authority, Issue(authority, "other.test"), authority));
    }

    [Fact]
    public async Task Send_CertificateForClientsOnly_IsRefused()
    {
        using var authority = Authority();
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(authority, Issue(authority, "localhost", "1.3.6.1.5.5.7.3.2"), authority));
    }

    [Fact]
    public async Task Send_ExpiredCertificate_IsRefused()
    {
        using var authority = Authority();
        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(authority, Issue(authority, "localhost", days: -1), authority));
    }

    private static async Task<string> CallAsync(X509Certificate2 authority, X509Certificate2 own, X509Certificate2? trusted)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, (trusted ?? authority).ExportCertificatePem(), TestContext.Current.CancellationToken);
            await using var app = await ListenAsync(own);
            using var handler = new OutboundHandler(new GatewayOptions(), new NetworkOptions { CaFile = trusted is null ? null : file });
            var address = app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
            using var response = await handler.SendAsync(new HttpRequestMessage(HttpMethod.Get, address), Rig.Patience);
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
            own.Dispose();
        }
    }

    private static async Task<WebApplication> ListenAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate)));
        var app = builder.Build();
        app.Run(static context => context.Response.WriteAsync("secure"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Authority {Guid.NewGuid()}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-30), now.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, string use = "1.3.6.1.5.5.7.3.1", int days = 10)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        var now = TimeProvider.System.GetUtcNow();
        using var issued = request.Create(authority, now.AddDays(-20), now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
