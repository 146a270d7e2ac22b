namespace Fairlead.Server.Platform.Configuration;

/// <summary>What is known of the configuration's condition. Live state.</summary>
internal sealed class ConfigurationStatus(Declared declared, TimeProvider time)
{
    private readonly Lock gate = new();
    private IReadOnlyList<ConfigurationProblem> invalid = [];
    private IReadOnlyList<ConfigurationProblem> unmet = [];
    private DateTimeOffset? since;

    /// <summary>The condition now.</summary>
    public ConfigurationCondition Current
    {
        get
        {
            lock (gate)
            {
                return declared.Current.File is null && invalid.Count == 0 ? new(ConfigurationCondition.None, [], null)
                    : invalid.Count > 0 ? new(ConfigurationCondition.Invalid, invalid, since)
                    : unmet.Count > 0 ? new(ConfigurationCondition.Incomplete, unmet, since)
                    : new(ConfigurationCondition.InForce, [], null);
            }
        }
    }

    /// <summary>The file could not be used.</summary>
    public void Refused(IReadOnlyList<ConfigurationProblem> problems)
    {
        lock (gate)
        {
            since = invalid.Count > 0 ? since : time.GetUtcNow();
            invalid = problems;
        }
    }

    /// <summary>The file is in force.</summary>
    public void Accepted()
    {
        lock (gate)
        {
            invalid = [];
            since = unmet.Count > 0 ? time.GetUtcNow() : null;
        }
    }

    /// <summary>The catalog was built anew: what the store lacks.</summary>
    public void Built(IReadOnlyList<ConfigurationProblem> lacking)
    {
        lock (gate)
        {
            if (invalid.Count == 0)
            {
                since = lacking.Count == 0 ? null : unmet.Count > 0 ? since : time.GetUtcNow();
            }

            unmet = lacking;
        }
    }
}
