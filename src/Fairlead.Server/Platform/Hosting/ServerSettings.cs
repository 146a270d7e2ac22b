namespace Fairlead.Server.Platform.Hosting;

/// <summary>What a server is started with: the command line, and the environment's credentials and key.</summary>
internal sealed record ServerSettings
{
    /// <summary>Where to listen, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:4000";

    /// <summary>The data folder.</summary>
    public string Data { get; init; } = "./data";

    /// <summary>The configuration file; null for none.</summary>
    public string? Config { get; init; }

    /// <summary>Seconds between a stop's announcement (<c>/health/ready</c> turns 503) and the closing of the listener.</summary>
    public double DrainDelaySeconds { get; init; }

    /// <summary>Seconds that requests and runs in flight get to finish.</summary>
    public double DrainSeconds { get; init; } = 30;

    /// <summary><c>text</c> or <c>json</c>.</summary>
    public string LogFormat { get; init; } = "text";

    public string? AdminClientId { get; init; }

    public string? AdminClientSecret { get; init; }

    public string? EncryptionKey { get; init; }

    /// <summary>Further configuration, over the file's: the environment's, or a test's.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>Reads an environment variable that the configuration file refers to; null when it is not set.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Changes where the log goes: for tests, which read it.</summary>
    public Action<ILoggingBuilder> ConfigureLogging { get; init; } = static _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
