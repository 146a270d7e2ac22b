using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Simulator.Http;

/// <summary>A request body whose model is the deployment of the address.</summary>
internal static class DeploymentBody
{
    internal static byte[] With(string name, byte[] body)
    {
        try
        {
            if (JsonNode.Parse(body) is JsonObject request)
            {
                request["model"] = name;
                return Encoding.UTF8.GetBytes(request.ToJsonString());
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Whoever reads the body says what is wrong with it.
        }

        return body;
    }
}
