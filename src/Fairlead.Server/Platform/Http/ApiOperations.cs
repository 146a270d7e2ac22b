using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Fairlead.Server.Platform.Http;

/// <summary>What the framework cannot know of a route for the API's description: its name, its body, and how the gateway's routes fail.</summary>
internal static partial class ApiOperations
{
    private static readonly int[] GatewayFailures = [400, 401, 403, 404, 413, 429, 502, 503, 504];

    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var path = $"/{context.Description.RelativePath}";
        var isGateway = Failures.IsGatewayPath(path);
        operation.OperationId = IdOf(context.Description.HttpMethod!, path, isGateway ? null : metadata.OfType<MethodInfo>().LastOrDefault());
        DescribeBody(operation, context.Document!, metadata.OfType<BodySchema>().LastOrDefault());
        DeclarePathParameters(operation, path);
        if (isGateway)
        {
            DeclareFailures(operation, context.Document!, path.StartsWith("/v1/messages", StringComparison.Ordinal));
        }
        else if (metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [];
        }

        return Task.CompletedTask;
    }

    // A use case is a class with an endpoint: its name says what the route does. The gateway's have none of their own.
    private static string IdOf(string method, string path, MethodInfo? endpoint) => endpoint is { Name: "Endpoint", DeclaringType: { } useCase }
        ? string.Concat(useCase.Name[..1].ToLowerInvariant(), useCase.Name.AsSpan(1))
        : method.ToLowerInvariant() + string.Concat(Words().Matches(path).Select(static word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word.Value)));

    private static void DescribeBody(OpenApiOperation operation, OpenApiDocument document, BodySchema? body)
    {
        if (body is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [body.ContentType] = new OpenApiMediaType { Schema = ApiSchemas.Read(body.Schema.Source.GetRawText(), document) } },
            };
        }
    }

    private static void DeclarePathParameters(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var name in Parameters().Matches(path).Select(static match => match.Groups[1].Value))
        {
            if (!operation.Parameters.Any(parameter => parameter.In == ParameterLocation.Path && parameter.Name == name))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }
        }
    }

    private static void DeclareFailures(OpenApiOperation operation, OpenApiDocument document, bool isAnthropic)
    {
        operation.Responses ??= [];
        foreach (var status in GatewayFailures)
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = ApiSchemas.ErrorOf(isAnthropic, document) } },
            });
        }
    }

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\**([^}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();
}
