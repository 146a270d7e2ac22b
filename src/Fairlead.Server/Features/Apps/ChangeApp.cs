using System.Data;
using Fairlead.Gateway.Admission;
using Fairlead.Server.Platform.Http;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.Apps;

/// <summary>What the changes of a credential have in common: its tokens end when they must, and one administrator always stays.</summary>
internal sealed class ChangeApp(Database database, AppDirectory directory, TimeProvider time)
{
    /// <summary>Changes a credential; its present tokens end when <paramref name="endsTokens"/> says so.</summary>
    public Task<Outcome<StoredApp>> ExecuteAsync(string id, Func<StoredApp, StoredApp> change, Func<StoredApp, StoredApp, bool> endsTokens, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Change(connection, id, change, endsTokens), cancellationToken, directory.Put);

    /// <summary>Deletes a credential.</summary>
    public Task<Outcome<bool>> DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync<bool>(
        connection =>
        {
            if (AppStore.Find(connection, id) is not { } app)
            {
                return ApiErrors.AppNotFound(id);
            }

            if (IsAdministrator(app) && !AppStore.HasOtherAdministrator(connection, id))
            {
                return ApiErrors.LastAdministrator;
            }

            AppStore.Delete(connection, id);
            return true;
        },
        cancellationToken,
        _ => directory.Remove(id));

    private Outcome<StoredApp> Change(IDbConnection connection, string id, Func<StoredApp, StoredApp> change, Func<StoredApp, StoredApp, bool> endsTokens)
    {
        if (AppStore.Find(connection, id) is not { } current)
        {
            return ApiErrors.AppNotFound(id);
        }

        var next = change(current) with { UpdatedAt = Micros.ToTime(Micros.Now(time)) };
        if (IsAdministrator(current) && !IsAdministrator(next) && !AppStore.HasOtherAdministrator(connection, id))
        {
            return ApiErrors.LastAdministrator;
        }

        next = endsTokens(current, next) ? next with { TokenVersion = current.TokenVersion + 1 } : next;
        AppStore.Save(connection, next);
        return next;
    }

    private static bool IsAdministrator(StoredApp app) => app is { Enabled: true, Role: Role.Admin };
}
