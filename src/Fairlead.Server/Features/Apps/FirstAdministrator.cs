using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Identity;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>
/// Sees to it that there is an administrator: the operator's pair from the environment wins at every start; without one, a fresh store gets a pair of its
/// own, written to a file that only the process's user can read.
/// </summary>
internal sealed class FirstAdministrator(Database database, DataFolder folder, AppDirectory directory, CredentialHashes hashes, TimeProvider time)
{
    /// <summary>The file of a pair that was made.</summary>
    public const string FileName = "admin-credentials";

    /// <summary>Loads the credentials, and sees to the administrator.</summary>
    /// <returns>The path of the file with the pair that was made; null when none was.</returns>
    public async Task<string?> EnsureAsync(string? clientId, string? clientSecret, CancellationToken cancellationToken)
    {
        var known = await database.ReadAsync(static connection => AppStore.List(connection, null, int.MaxValue), cancellationToken);
        foreach (var app in known)
        {
            directory.Put(app);
        }

        if (clientId is not null && clientSecret is not null)
        {
            await TakeAsync(clientId, clientSecret, cancellationToken);
            return null;
        }

        return known.Any(static app => app is { Enabled: true, Role: Role.Admin }) ? null : await MakeAsync(cancellationToken);
    }

    private async Task TakeAsync(string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        var current = directory.Find(clientId)?.App;
        if (current is { Enabled: true, Role: Role.Admin } && await hashes.VerifyAsync(clientSecret, current.SecretHash) == true)
        {
            return;
        }

        var now = Micros.ToTime(Micros.Now(time));
        var hash = await CredentialHashes.OfChosenAsync(clientSecret);

        // One of this id may have been deleted: its generations of tokens must not come back, so counting begins at the time.
        var version = (current?.TokenVersion ?? Micros.Of(now)) + 1;
        await SaveAsync(new StoredApp(clientId, current?.Name ?? "First administrator", Role.Admin, true, hash, version, current?.CreatedAt ?? now, now), cancellationToken);
    }

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var secret = CredentialHashes.NewSecret();
        var app = CreateApp.Make("First administrator", Role.Admin, secret, hashes, Micros.ToTime(Micros.Now(time)));
        folder.WritePrivate(FileName, $"FAIRLEAD_ADMIN_CLIENT_ID={app.Id}\nFAIRLEAD_ADMIN_CLIENT_SECRET={secret}\n");
        await SaveAsync(app, cancellationToken);
        return folder.File(FileName);
    }

    private async Task SaveAsync(StoredApp app, CancellationToken cancellationToken)
    {
        await database.WriteAsync(connection => AppStore.Save(connection, app), cancellationToken);
        directory.Put(app);
    }
}
