using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Aws;

/// <summary>The id that AWS gives each request.</summary>
internal static class RequestIds
{
    internal static string Of(Exchange exchange)
    {
        string hex = $"{exchange.Digest.Add("request").Value:x16}{exchange.Digest.Add("id").Value:x16}";
        return Guid.ParseExact(hex, "N").ToString();
    }
}
