using Fairlead.Simulator.Catalog;

namespace Fairlead.Simulator.Http;

/// <summary>The model a form asks for.</summary>
internal static class FormModel
{
    internal static string Of(Exchange exchange, UploadedForm form, string? otherwise)
    {
        string model = exchange.Deployment ?? form["model"] ?? otherwise ?? throw new RefusedException(ApiError.BadRequest("you must provide a model parameter"));
        return form["model"] is null && exchange.Deployment is null ? model : ModelsEndpoint.Offered(model, exchange.Options);
    }
}
