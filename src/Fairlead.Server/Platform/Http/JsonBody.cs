using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace Fairlead.Server.Platform.Http;

/// <summary>A request body that has been checked against its schema, or what is wrong with it: <see cref="ArgumentFilter"/> answers that.</summary>
internal sealed class JsonBody<T> : IArgumentProblem, IEndpointParameterMetadataProvider
    where T : class, IRequestBody
{
    private readonly T? value;

    private JsonBody(T? value, ApiError? problem)
    {
        this.value = value;
        Problem = problem;
    }

    public ApiError? Problem { get; }

    /// <summary>The body. An endpoint is only called when there is one.</summary>
    public T Value => value ?? throw new InvalidOperationException("The body was refused.");

    /// <summary>Reads and checks the body; the framework calls it for a parameter of this type.</summary>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (root, problem) = await JsonDocuments.ReadAsync(context.Request, context.RequestAborted);
        if (problem is not null)
        {
            return new JsonBody<T>(null, problem);
        }

        var problems = T.Schema.Validate(root);
        return problems.Count > 0
            ? new JsonBody<T>(null, ApiErrors.InvalidRequest(problems))
            : new JsonBody<T>(root.Deserialize<T>(Wire.Options), null);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new BodySchema(T.Schema));
    }
}
