using System.Reflection;
using System.Text.Json;
using Fairlead.Protocols.JsonSchema;
using Microsoft.AspNetCore.Http.Metadata;

namespace Fairlead.Server.Platform.Http;

/// <summary>A request body that has been checked against its schema, or what is wrong with it: <see cref="ArgumentFilter"/> answers that.</summary>
internal sealed class JsonBody<T> : IArgumentProblem, IEndpointParameterMetadataProvider
    where T : class, IRequestBody
{
    private readonly T? value;

    private JsonBody(T? value, ApiError? refusal, IReadOnlyList<Problem> problems)
    {
        this.value = value;
        Refusal = refusal;
        Problems = problems;
    }

    public ApiError? Refusal { get; }

    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The body. An endpoint is only called when there is one.</summary>
    public T Value => value ?? throw new InvalidOperationException("The body was refused.");

    /// <summary>Reads and checks the body; the framework calls it for a parameter of this type.</summary>
    public static async ValueTask<JsonBody<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (root, refusal) = await JsonDocuments.ReadAsync(context.Request, context.RequestAborted);
        if (refusal is not null)
        {
            return new JsonBody<T>(null, refusal, []);
        }

        var isUsable = SoundPart.TryRead(T.Schema, root, out var problems, out var part);
        if (isUsable)
        {
            problems = [.. problems, .. T.Check(part!).Where(added => !problems.Any(problem => Problem.IsWithin(added.Path, problem.Path)))];
        }

        return problems.Count > 0 ? new JsonBody<T>(null, null, problems) : new JsonBody<T>(root.Deserialize<T>(Wire.Options), null, []);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new BodySchema(T.Schema));
        foreach (var status in (int[])[400, 413, 415, 422])
        {
            builder.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ErrorEnvelope), ["application/json"]));
        }
    }
}
