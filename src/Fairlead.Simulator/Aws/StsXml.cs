using System.Text;
using System.Xml.Linq;
using Fairlead.Simulator.Http;

namespace Fairlead.Simulator.Aws;

/// <summary>Writes answers of the AWS query protocol.</summary>
internal static class StsXml
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    internal static XElement Element(string name, params XElement[] children) => new(Namespace + name, [.. children]);

    internal static XElement Text(string name, string value) => new(Namespace + name, value);

    internal static Task WriteAsync(Exchange exchange, string action, XElement result) =>
        SendAsync(exchange, 200, Element(
            $"{action}Response", result, Element("ResponseMetadata", Text("RequestId", RequestIds.Of(exchange)))));

    internal static Task WriteErrorAsync(Exchange exchange, ApiError error) => SendAsync(exchange, error.Status, Element(
        "ErrorResponse",
        Element("Error", Text("Type", error.Status < 500 ? "Sender" : "Receiver"), Text("Code", error.Type ?? ""), Text("Message", error.Message)),
        Text("RequestId", RequestIds.Of(exchange))));

    private static Task SendAsync(Exchange exchange, int status, XElement document)
    {
        exchange.Response.Headers["x-amzn-requestid"] = RequestIds.Of(exchange);
        return Reply.BytesAsync(exchange, status, "text/xml", Encoding.UTF8.GetBytes(document.ToString()));
    }
}
