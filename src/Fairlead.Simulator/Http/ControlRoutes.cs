using Fairlead.Simulator.Faults;
using Fairlead.Simulator.Json;
using Fairlead.Simulator.Recording;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Simulator.Http;

/// <summary>What the simulator answers about itself, below <c>/sim/</c>, and how it is told what to do.</summary>
internal sealed class ControlRoutes(Upstream upstream, RequestLog log)
{
    internal const string Prefix = "/sim/";

    internal Task AnswerAsync(HttpContext context, Exchange exchange) => (exchange.Method, exchange.Path) switch
    {
        ("GET", "/sim/health") => exchange.WriteJsonAsync(200, new JsonBody("""{"status":"ok"}""")),
        ("GET", "/sim/received") => exchange.WriteJsonAsync(200, new JsonBody(json => ReceivedReport.Of(log.Snapshot()).WriteTo(json))),
        ("GET", "/sim/counts") => exchange.WriteJsonAsync(200, new JsonBody(json => CountsReport.Write(json, log.Counts))),
        ("DELETE", "/sim/received") => Done(exchange, log.Clear),
        ("GET", "/sim/faults") => exchange.WriteJsonAsync(200, Faults()),
        ("PUT", "/sim/faults") => PutFaultsAsync(context, exchange),
        ("DELETE", "/sim/faults") => Done(exchange, () => upstream.PutFaults(null)),
        _ => exchange.WriteErrorAsync(OpenAIWire.Unknown(exchange.Method, exchange.Path).Error),
    };

    private static Task Done(Exchange exchange, Action change)
    {
        change();
        exchange.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task PutFaultsAsync(HttpContext context, Exchange exchange)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, exchange.ClientGone);
        FaultScript script;
        try
        {
            script = FaultScript.Parse(body.ToArray());
        }
        catch (ArgumentException e)
        {
            await exchange.WriteErrorAsync(ApiError.BadRequest(e.Message));
            return;
        }

        await Done(exchange, () => upstream.PutFaults(script));
    }

    private JsonBody Faults() => new(json =>
    {
        ScriptInForce? script = upstream.Knobs.Faults;
        json.WriteStartObject();
        json.WriteBoolean("in_force", script is not null);
        json.WriteNumber("elapsed_seconds", script?.Elapsed.TotalSeconds ?? 0);
        json.WriteStartArray("struck");
        foreach (long count in script?.Struck ?? [])
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
