using System.Data;
using Dapper;
using Fairlead.Gateway.Ports;
using Fairlead.Server.Platform.Storage;

namespace Fairlead.Server.Features.OwnedObjects;

/// <summary>The owned objects' table.</summary>
internal static class OwnedObjectStore
{
    public static OwnedObject? Find(IDbConnection connection, string kind, string id, string owner, string? provider) => connection.QueryFirstOrDefault<Row>(
        """
        SELECT kind AS Kind, id AS Id, provider AS Provider, owner AS Owner, created_at AS CreatedAt FROM owned_objects
        WHERE kind = @kind AND id = @id AND owner = @owner AND (@provider IS NULL OR provider = @provider)
        ORDER BY created_at DESC, provider LIMIT 1
        """,
        new { kind, id, owner, provider })?.ToObject();

    public static IEnumerable<string> Ids(IDbConnection connection, string kind, string owner, string provider) => connection.Query<string>(
        "SELECT id FROM owned_objects WHERE owner = @owner AND kind = @kind AND provider = @provider", new { kind, owner, provider });

    public static void Save(IDbConnection connection, OwnedObject made) => connection.Execute(
        """
        INSERT INTO owned_objects (kind, id, provider, owner, created_at) VALUES (@Kind, @Id, @Provider, @Owner, @CreatedAt)
        ON CONFLICT (kind, id, provider) DO UPDATE SET owner = excluded.owner, created_at = excluded.created_at
        """,
        new Row(made.Kind, made.Id, made.Provider, made.Owner, Micros.Of(made.CreatedAt)));

    public static void Delete(IDbConnection connection, OwnedObject gone) => connection.Execute(
        "DELETE FROM owned_objects WHERE kind = @Kind AND id = @Id AND provider = @Provider AND owner = @Owner", new { gone.Kind, gone.Id, gone.Provider, gone.Owner });

    private sealed record Row(string Kind, string Id, string Provider, string Owner, long CreatedAt)
    {
        public OwnedObject ToObject() => new(Kind, Id, Provider, Owner, Micros.ToTime(CreatedAt));
    }
}
