using System.ComponentModel.DataAnnotations;

namespace Fairlead.Gateway;

/// <summary>The data plane's settings: section <c>gateway</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gateway";

    /// <summary>Seconds to establish a connection, TLS included.</summary>
    [Range(0.1, 600)]
    public double ConnectTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds from sending a request, to its last byte, to the first byte of its answer's body.</summary>
    [Range(0.1, 3600)]
    public double FirstByteTimeoutSeconds { get; set; } = 60;

    /// <summary>Seconds of silence within an answer, and within which an upstream must take more of an upload.</summary>
    [Range(0.1, 3600)]
    public double IdleTimeoutSeconds { get; set; } = 60;

    /// <summary>Seconds that a request may take in all; of an upload, from its end.</summary>
    [Range(0.1, 86400)]
    public double TotalTimeoutSeconds { get; set; } = 600;

    /// <summary>Seconds of silence in a stream after which the client gets a comment, so that proxies keep the connection.</summary>
    [Range(0.1, 3600)]
    public double KeepAliveSeconds { get; set; } = 15;

    /// <summary>The largest request body, in bytes.</summary>
    [Range(1024, int.MaxValue)]
    public long MaxRequestBytes { get; set; } = 64L << 20;

    /// <summary>The largest upload (files, images, sound), in bytes: these are passed on without being held.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxUploadBytes { get; set; } = 1L << 30;

    /// <summary>The bytes of all request bodies held at a time; beyond it clients are asked to come again.</summary>
    [Range(1024, long.MaxValue)]
    public long MaxBufferedBytes { get; set; } = 512L << 20;

    /// <summary>How streams are metered: exactly, by asking the upstream for a usage chunk, or by observing what goes by.</summary>
    public StreamMetering MeterStreams { get; set; } = StreamMetering.Exact;

    /// <summary>
    /// Whether a Bedrock provider with a <c>roleArn</c> may assume it as the identity in the process's environment variables <c>AWS_ACCESS_KEY_ID</c>,
    /// <c>AWS_SECRET_ACCESS_KEY</c> and <c>AWS_SESSION_TOKEN</c>. No other credential is ever taken from the environment.
    /// </summary>
    public bool UseAwsEnvironmentCredentials { get; set; }
}
