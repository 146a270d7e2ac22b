using System.Buffers;
using System.Text;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Tests.Routing;

public sealed class PrefixTests
{
    private static readonly string Long = new('x', 5_000);

    [Fact]
    public void Hash_OfAConversationThatGrows_StaysTheSame()
    {
        var first = Hash(Messages(("system", Long), ("user", "hi")));

        Assert.NotEqual(0UL, first);
        Assert.Equal(first, Hash(Messages(("system", Long), ("user", "hi"), ("assistant", "hello"))));
        Assert.Equal(first, Hash(Messages(("system", Long), ("user", "hi"), ("assistant", "hello"), ("user", "more"))));
    }

    [Fact]
    public void Hash_OfAConversationWithoutASystemMessageThatGrows_StaysTheSame() =>
        Assert.Equal(Hash(Messages(("user", Long))), Hash(Messages(("user", Long), ("assistant", "hello"), ("user", "more"))));

    [Fact]
    public void Hash_OfOtherBeginnings_IsAnother()
    {
        ulong[] hashes =
        [
            Hash(Messages(("system", Long), ("user", "hi"))), Hash(Messages(("system", Long), ("user", "ho"))), Hash(Messages(("system", Long + "y"), ("user", "hi"))),
            Hash(Messages(("system", Long), ("system", "more"), ("user", "hi"))), Hash(Messages(("user", Long))),
        ];

        // What comes after the first 4 KiB of a message makes no difference.
        Assert.Equal(hashes[0], hashes[2]);
        Assert.Equal(4, hashes.Distinct().Count());
    }

    [Fact]
    public void Hash_OfABodyInSegments_IsThatOfTheWhole()
    {
        var bytes = Encoding.UTF8.GetBytes(Messages(("system", Long), ("user", "hi")));
        foreach (var size in new[] { 7, 100, 4_096 })
        {
            Assert.Equal(Hash(new ReadOnlySequence<byte>(bytes)), Hash(Segments(bytes, size)));
        }
    }

    [Fact]
    public void Hash_OfAShortPrompt_IsNone() => Assert.Equal(0UL, Hash(Messages(("user", "hi"))));

    [Fact]
    public void Hash_OfACacheKey_IsThatOfTheKeyWhateverTheMessages()
    {
        var one = Hash("""{"model":"m","prompt_cache_key":"conversation-1","messages":[{"role":"user","content":"hi"}]}""");

        Assert.NotEqual(0UL, one);
        Assert.Equal(one, Hash("""{"model":"m","messages":[{"role":"user","content":"other"}],"prompt_cache_key":"conversation-1"}"""));
        Assert.NotEqual(one, Hash("""{"model":"m","prompt_cache_key":"conversation-2","messages":[{"role":"user","content":"hi"}]}"""));
    }

    [Fact]
    public void Hash_OfASession_ComesBeforeAll()
    {
        var one = Hash(Messages(("user", Long)), "s1");

        Assert.Equal(one, Hash(Messages(("user", "hi")), "s1"));
        Assert.NotEqual(one, Hash(Messages(("user", Long)), "s2"));
    }

    [Fact]
    public void Hash_OfResponsesInput_IsOfItsItems() =>
        Assert.NotEqual(0UL, Hash($$"""{"model":"m","input":[{"role":"user","content":"{{Long}}"}]}""", operation: Operation.Responses));

    [Fact]
    public void Find_WhatWasRemembered_IsItsDeploymentUntilItIsTooLongAgo()
    {
        var (route, warm) = (Routes.Three(), new WarmPrefixes(new RoutingOptions { AffinityMinutes = 10 }));
        const long Now = 1_000_000;
        Assert.Equal(-1, warm.Find(42, route, Now));
        warm.Remember(42, route, route.Deployments[2].Deployment, Now);

        Assert.Equal((2, -1), (warm.Find(42, route, Now), warm.Find(43, route, Now)));
        Assert.Equal((2, -1), (warm.Find(42, route, Now + 600_000), warm.Find(42, route, Now + 660_000)));
        warm.Remember(42, route, route.Deployments[1].Deployment, Now);
        Assert.Equal(1, warm.Find(42, route, Now));
    }

    [Fact]
    public void Find_DeploymentsInAnotherOrder_IsTheSameOne()
    {
        var (route, warm) = (Routes.Three(), new WarmPrefixes(new RoutingOptions()));
        warm.Remember(42, route, route.Deployments[2].Deployment, 0);

        Assert.Equal(0, warm.Find(42, Routes.Of("order", new("c", "m"), new("a", "m"), new("b", "m")), 0));
        Assert.Equal(-1, warm.Find(42, Routes.Of("order", new("a", "m"), new("b", "m")), 0));
    }

    [Fact]
    public void Find_OnAnotherRoute_IsNone()
    {
        var warm = new WarmPrefixes(new RoutingOptions());
        var route = Routes.Three();
        warm.Remember(42, route, route.Deployments[0].Deployment, 0);

        Assert.Equal(-1, warm.Find(42, Routes.Bind(new RouteDefinition("other", [new("a", "m")])), 0));
    }

    [Fact]
    public void Find_ManyPrefixes_AreMostlyTheirOwn()
    {
        var (route, warm) = (Routes.Three(), new WarmPrefixes(new RoutingOptions()));
        for (var prefix = 1UL; prefix <= 3_000; prefix++)
        {
            warm.Remember(prefix * 0xD6E8_FEB8_6659_FD93, route, route.Deployments[(int)(prefix % 3)].Deployment, 60_000);
        }

        var found = Enumerable.Range(1, 3_000).Select(prefix => (Expected: prefix % 3, Index: warm.Find((ulong)prefix * 0xD6E8_FEB8_6659_FD93, route, 60_000))).ToList();
        Assert.All(found, static one => Assert.True(one.Index == -1 || one.Index == one.Expected));
        Assert.True(found.Count(static one => one.Index >= 0) > 2_800);
    }

    private static string Messages(params (string Role, string Content)[] messages) =>
        $$"""{"model":"m","messages":[{{string.Join(',', messages.Select(static message => $$"""{"role":"{{message.Role}}","content":"{{message.Content}}"}"""))}}]}""";

    private static ulong Hash(string body, string? session = null, Operation operation = Operation.Chat) => Hash(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), session, operation);

    private static ulong Hash(ReadOnlySequence<byte> body, string? session = null, Operation operation = Operation.Chat)
    {
        var request = new GatewayRequest { Operation = operation, Body = body, Session = session };
        Assert.Null(RequestScanner.Scan(request.Body, out request.Outline));
        return PrefixHash.Of(request);
    }

    private static ReadOnlySequence<byte> Segments(byte[] bytes, int size)
    {
        var first = new Segment(bytes.AsMemory(0, size), null);
        var last = first;
        for (var at = size; at < bytes.Length; at += size)
        {
            last = new Segment(bytes.AsMemory(at, Math.Min(size, bytes.Length - at)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
