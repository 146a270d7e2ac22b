using System.Data;
using Dapper;

namespace Fairlead.Server.Features.Responses;

/// <summary>The responses' table.</summary>
internal static class ResponseTable
{
    /// <summary>Writes a row, in the place of an earlier one of the same id and owner; those that it follows on from live as long as it does.</summary>
    public static void Save(IDbConnection connection, ResponseRow row)
    {
        connection.Execute(
            """
            INSERT INTO responses (id, owner, provider, follows, sealed_input, sealed_body, created_at, expires_at)
            VALUES (@Id, @Owner, @Provider, @Follows, @SealedInput, @SealedBody, @CreatedAt, @ExpiresAt)
            ON CONFLICT (id, owner) DO UPDATE SET provider = @Provider, follows = @Follows, sealed_input = @SealedInput, sealed_body = @SealedBody,
                created_at = @CreatedAt, expires_at = @ExpiresAt
            """,
            row);
        if (row.Follows is not null)
        {
            connection.Execute(
                """
                WITH RECURSIVE earlier (id) AS (
                    SELECT @Follows
                    UNION
                    SELECT responses.follows FROM responses JOIN earlier ON responses.id = earlier.id WHERE responses.owner = @Owner AND responses.follows IS NOT NULL
                )
                UPDATE responses SET expires_at = @ExpiresAt WHERE owner = @Owner AND expires_at < @ExpiresAt AND id IN (SELECT id FROM earlier)
                """,
                row);
        }
    }

    /// <summary>A row whose time is not over.</summary>
    public static ResponseRow? Find(IDbConnection connection, string id, string owner, long now) => connection.QuerySingleOrDefault<ResponseRow>(
        """
        SELECT id AS Id, owner AS Owner, provider AS Provider, follows AS Follows, sealed_input AS SealedInput, sealed_body AS SealedBody,
               created_at AS CreatedAt, expires_at AS ExpiresAt
        FROM responses WHERE id = @id AND owner = @owner AND expires_at > @now
        """,
        new { id, owner, now });

    /// <summary>Deletes a row.</summary>
    public static void Delete(IDbConnection connection, string id, string owner) =>
        connection.Execute("DELETE FROM responses WHERE id = @id AND owner = @owner", new { id, owner });

    /// <summary>Deletes rows whose time is over.</summary>
    public static void DeleteExpired(IDbConnection connection, long now) => connection.Execute("DELETE FROM responses WHERE expires_at <= @now", new { now });
}
