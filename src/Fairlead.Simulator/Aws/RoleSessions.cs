using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Fairlead.Simulator.Aws;

/// <summary>The sessions of assumed roles a simulator has given out. Safe to use from several requests at once.</summary>
internal sealed class RoleSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RoleSession> sessions = new(StringComparer.Ordinal);

    internal RoleSession Issue(TimeSpan lifetime)
    {
        var session = new RoleSession(
            $"ASIA{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}",
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            $"IQoJb3JpZ2luX2Vj{Convert.ToBase64String(RandomNumberGenerator.GetBytes(96))}",
            clock.GetUtcNow() + lifetime);
        sessions[session.AccessKeyId] = session;
        return session;
    }

    internal RoleSession? Find(string accessKeyId) => sessions.GetValueOrDefault(accessKeyId);
}
