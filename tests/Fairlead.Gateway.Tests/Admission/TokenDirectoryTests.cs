using Fairlead.Gateway.Admission;
using Microsoft.Extensions.Time.Testing;

namespace Fairlead.Gateway.Tests.Admission;

public sealed class TokenDirectoryTests
{
    private static readonly Principal Caller = new("id", "name", Role.Member, IsKey: true);
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Find_KnownToken_IsItsPrincipal()
    {
        var directory = new TokenDirectory(time);
        directory.Add(TokenHash.Of("fl-1"), Known());

        Assert.Same(Caller, directory.Find(TokenHash.Of("fl-1")));
        Assert.Null(directory.Find(TokenHash.Of("fl-2")));
        Assert.Null(directory.Find(TokenHash.Of("FL-1")));
    }

    [Fact]
    public void Find_ExpiredToken_IsNone()
    {
        var directory = new TokenDirectory(time);
        directory.Add(TokenHash.Of("fl-1"), Known());

        time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.NotNull(directory.Find(TokenHash.Of("fl-1")));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(directory.Find(TokenHash.Of("fl-1")));
    }

    [Fact]
    public void Find_RevokedGrant_IsNoneForEveryTokenOfIt()
    {
        var directory = new TokenDirectory(time);
        var grant = new Grant();
        directory.Add(TokenHash.Of("a.b.c"), Known(grant));
        directory.Add(TokenHash.Of("a.b.d"), Known(grant));
        directory.Add(TokenHash.Of("a.b.e"), Known());

        grant.Revoke();

        Assert.Null(directory.Find(TokenHash.Of("a.b.c")));
        Assert.Null(directory.Find(TokenHash.Of("a.b.d")));
        Assert.NotNull(directory.Find(TokenHash.Of("a.b.e")));
    }

    [Fact]
    public void Find_RemovedToken_IsNone()
    {
        var directory = new TokenDirectory(time);
        directory.Add(TokenHash.Of("fl-1"), Known());

        directory.Remove(TokenHash.Of("fl-1"));

        Assert.Null(directory.Find(TokenHash.Of("fl-1")));
    }

    [Fact]
    public void Add_ManyAfterOthersEnded_SweepsThemAndKeepsTheLiving()
    {
        var directory = new TokenDirectory(time);
        var ended = AddUnreferenced(directory);
        time.Advance(TimeSpan.FromMinutes(2));

        for (var i = 0; i < 10_000; i++)
        {
            directory.Add(TokenHash.Of($"fl-{i}"), Known());
        }

        GC.Collect();
        Assert.False(ended.IsAlive);
        Assert.NotNull(directory.Find(TokenHash.Of("fl-0")));
        Assert.NotNull(directory.Find(TokenHash.Of("fl-9999")));
    }

    [Fact]
    public void Hash_OfTheSameTokenInTextAndBytes_IsTheSame()
    {
        var token = new string('é', 4096);

        Assert.Equal(TokenHash.Of(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))), TokenHash.Of(token));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference AddUnreferenced(TokenDirectory directory)
    {
        var known = Known();
        directory.Add(TokenHash.Of("ended"), known);
        return new WeakReference(known);
    }

    private KnownToken Known(Grant? grant = null) => new(Caller, time.GetUtcNow().AddMinutes(1), grant ?? new Grant());
}
