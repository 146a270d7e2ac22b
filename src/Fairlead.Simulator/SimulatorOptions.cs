using Fairlead.Simulator.Faults;

namespace Fairlead.Simulator;

/// <summary>The knobs of a simulated upstream. All but <see cref="Urls"/> and <see cref="AllowRemote"/> can be swapped while it runs.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The model names a simulator offers unless told otherwise.</summary>
    public static IReadOnlyList<string> DefaultModels { get; } =
        ["claude-sonnet", "my-litellm-model", "gpt-5", "sim-echo", "text-embedding-3-small", "text-embedding-3-large"];

    /// <summary>Where to listen: <c>http</c> addresses separated by semicolons; port 0 takes a free one. Read at start only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:9100";

    /// <summary>The key that callers must send as <c>Authorization: Bearer</c>, or as Anthropic's <c>x-api-key</c>, or at Azure's addresses as <c>api-key</c>; null accepts every
    /// caller.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Header names and the exact values every call must carry; otherwise 401 naming the header.</summary>
    public IReadOnlyDictionary<string, string> RequiredHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>The models on offer. Null or empty accepts any name.</summary>
    public IReadOnlyList<string>? Models { get; init; } = DefaultModels;

    /// <summary>Google service accounts that may fetch tokens at <c>/token</c>: client e-mail to the public key of the account's
    /// private key, as PEM.</summary>
    public IReadOnlyDictionary<string, string> GoogleServiceAccounts { get; init; } = new Dictionary<string, string>();

    /// <summary>The AWS users that may sign requests: access key id to secret access key. Unless set, the one of AWS's own examples.</summary>
    public IReadOnlyDictionary<string, string> AwsCredentials { get; init; } =
        new Dictionary<string, string> { ["AKIAIOSFODNN7EXAMPLE"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" };

    /// <summary>The AWS roles that those users may assume: role ARN to the external id it demands, or null when it demands none.</summary>
    public IReadOnlyDictionary<string, string?> AwsRoles { get; init; } = new Dictionary<string, string?>();

    /// <summary>The AWS region that signatures must be scoped to; null takes any.</summary>
    public string? AwsRegion { get; init; }

    /// <summary>How long an answer takes to begin; nothing, not even headers, is sent before. Zero or more.</summary>
    public TimeSpan TimeToFirstToken { get; init; }

    /// <summary>Tokens per second of an answer; 0 is as fast as possible.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>Share of the requests that make something (chat, embeddings, files and the like) that fail, 0 to 1. Which ones depends on <see cref="Seed"/> and the request's number alone.</summary>
    public double FailRate { get; init; }

    /// <summary>The HTTP status of such a failure, 400 to 599. 429 carries <c>Retry-After: 1</c>.</summary>
    public int FailStatus { get; init; } = 500;

    /// <summary>Aborts a streamed answer's connection after this many chunks, without the event that ends it; 0 never does.</summary>
    public int CutAfterChunks { get; init; }

    /// <summary>What goes wrong, when and for whom, from the moment these options are set; null is nothing but the knobs above.</summary>
    public FaultScript? Faults { get; init; }

    /// <summary>What texts, ids and failures are derived from.</summary>
    public int Seed { get; init; }

    /// <summary>Whether addresses other than loopback may be listened on.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether the web server's own log is written to the console. Silent unless set. Read at start only.</summary>
    public bool LogToConsole { get; init; }

    /// <summary>Throws <see cref="ArgumentException"/> naming the first knob that is out of its range.</summary>
    internal SimulatorOptions Checked()
    {
        ArgumentNullException.ThrowIfNull(RequiredHeaders);
        ArgumentNullException.ThrowIfNull(GoogleServiceAccounts);
        ArgumentNullException.ThrowIfNull(AwsCredentials);
        ArgumentNullException.ThrowIfNull(AwsRoles);
        ArgumentOutOfRangeException.ThrowIfLessThan(TimeToFirstToken, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(TokensPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(CutAfterChunks);
        if (FailRate is not (>= 0 and <= 1))
        {
            throw new ArgumentException($"FailRate must be between 0 and 1, but is {FailRate}.");
        }

        if (FailStatus is < 400 or > 599)
        {
            throw new ArgumentException($"FailStatus must be between 400 and 599, but is {FailStatus}.");
        }

        Faults?.Checked();
        return this;
    }
}
