using System.Buffers;
using System.Text;
using Fairlead.Gateway.Admission;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.KeptResponses;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Ports;
using Fairlead.Gateway.Tests.Catalog;

namespace Fairlead.Gateway.Tests.KeptResponses;

public sealed class ResponseIdScannerTests
{
    [Theory]
    [InlineData("""{"id":"resp_1","object":"response"}""", "resp_1")]
    [InlineData(""" { "output" : [ {"id":"msg_1","n":{"id":"x"}}, "id" ], "a":"id", "b":"\"id\":1", "id" : "r\u00e9sp" , "id":"second" } """, "résp")]
    [InlineData("""{"\u0069d":"resp_1"}""", "resp_1")]
    [InlineData("""{"id":null,"x":"resp_1"}""", null)]
    [InlineData("""{"id":{"id":"x"}}""", null)]
    [InlineData("""{"output":[{"id":"msg_1"}]}""", null)]
    [InlineData("""{"id":"\ud800"}""", null)]
    [InlineData("""["id","x"]""", null)]
    [InlineData("""{"a":}{"id":"x"}""", null)]
    public void Scan_CutAnywhere_FindsTheTopLevelId(string json, string? id)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var store = new Seen();
            var scanner = new ResponseIdScanner(store.Keeper());
            for (var start = 0; start < bytes.Length; start += size)
            {
                scanner.Scan(bytes.AsSpan(start, Math.Min(size, bytes.Length - start)));
            }

            Assert.Equal(id is null ? [] : [id], store.Ids);
        }
    }

    [Fact]
    public void Scan_ValueWithoutEndBeforeTheId_IsGivenUp()
    {
        var store = new Seen();
        var scanner = new ResponseIdScanner(store.Keeper());
        var piece = Encoding.UTF8.GetBytes(new string('x', 70_000));

        scanner.Scan("{\"a\":\""u8);
        scanner.Scan(piece);
        scanner.Scan("\",\"id\":\"resp_1\"}"u8);

        Assert.Empty(store.Ids);
    }

    private sealed class Seen : IResponseStore
    {
        public List<string> Ids { get; } = [];

        public ResponseKeeper Keeper()
        {
            var provider = Snapshots.Provider("main", "http://127.0.0.1/v1", new { name = "m" });
            var request = new GatewayRequest { Operation = Operation.Responses, Body = ReadOnlySequence<byte>.Empty, Caller = new Principal("me", "me", Role.Member, IsKey: true) };
            return ResponseKeeper.Of(new Attempt(request, provider.Models["m"], null, TimeProvider.System), this, TimeProvider.System)!;
        }

        public void Keep(KeptResponse response) => Ids.Add(response.Id);

        public ValueTask<KeptResponse?> FindAsync(string id, string owner, CancellationToken cancellationToken) => default;

        public ValueTask DeleteAsync(string id, string owner, CancellationToken cancellationToken) => default;
    }
}
