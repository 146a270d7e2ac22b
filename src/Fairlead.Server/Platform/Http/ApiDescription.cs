using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Fairlead.Server.Platform.Http;

/// <summary>The API's description at <c>/openapi/v1.json</c>, and a page to read it at <c>/docs</c>. Bodies are described by the very schemas that check them.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Fairlead", Version = "v1", Description = "LLM provider control plane and OpenAI-compatible gateway." };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An access token, or a gateway key on the gateway's routes." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = ApiSchemas.IdOf;
        options.AddSchemaTransformer(ApiSchemas.RequireWhatIsAlwaysThere);
        options.AddOperationTransformer(ApiOperations.Describe);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference("/docs", static options => options.WithTitle("Fairlead").WithOpenApiRoutePattern("/openapi/{documentName}.json")).AllowAnonymous();
    }
}
