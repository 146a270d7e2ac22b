using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>What <c>litellm_params.model</c> says: <c>provider/model</c>, or a model whose provider its name tells.</summary>
/// <param name="Vendor">Who serves it.</param>
/// <param name="Model">Its name there.</param>
/// <param name="Operation">What the path says that it is there for; null when it does not.</param>
/// <param name="Region">The region that the path names; null when it names none.</param>
internal sealed record ModelPath(Vendor Vendor, string Model, string? Operation, string? Region)
{
    // What LiteLLM lets stand between the provider and the model to choose one of its own code paths.
    private static readonly string[] Hints = ["converse/", "invoke/", "converse_like/", "o_series/", "gpt5_series/", "chat/", "gemini/gemini-"];

    /// <summary>Reads a path; null, with a problem noted, when nobody serves it.</summary>
    /// <param name="model">The path.</param>
    /// <param name="custom"><c>custom_llm_provider</c>.</param>
    /// <param name="text">How texts are read.</param>
    public static ModelPath? Read(SourceNode model, SourceNode? custom, SourceText text)
    {
        if (model.Text() is not { Length: > 0 } path)
        {
            return null;
        }

        path = text.Resolve(path);
        if (text.Variable(path) is not null)
        {
            model.Refuse("comes from the environment, which is not read here: write it out");
            return null;
        }

        var given = custom?.Text() is { } named ? text.Resolve(named) : null;
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var prefix = slash > 0 ? path[..slash] : null;
        var name = given is null ? prefix : given;
        var rest = prefix is not null && (given is null || Same(prefix, given)) ? path[(slash + 1)..] : path;
        if (name is not null && Vendors.Find(name) is { } vendor)
        {
            return Of(vendor, name, rest);
        }

        if (given is null && Vendors.OfModel(path) is { } guessed)
        {
            return Of(guessed, guessed.Name, path);
        }

        (name == given ? custom ?? model : model).Refuse(name is null ? "does not say who serves it: write provider/model" : $"is of the provider '{Short(name)}', which Fairlead has no type for; its deployment is left out");
        return null;
    }

    private static ModelPath Of(Vendor vendor, string name, string rest)
    {
        var operation = name is "text-completion-openai" or "azure_text" ? "completions" : null;
        if (rest.StartsWith("responses/", StringComparison.Ordinal))
        {
            (rest, operation) = (rest["responses/".Length..], "responses");
        }

        if (Array.Find(Hints, hint => rest.StartsWith(hint, StringComparison.Ordinal)) is { } hint)
        {
            rest = rest[(hint.IndexOf('/', StringComparison.Ordinal) + 1)..];
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return vendor.Kind == VendorKind.Bedrock && slash > 0 && rest[..slash].Count(static character => character == '-') == 2 && !rest.StartsWith("arn:", StringComparison.Ordinal)
            ? new ModelPath(vendor, rest[(slash + 1)..], operation, rest[..slash])
            : new ModelPath(vendor, rest, operation, null);
    }

    private static bool Same(string one, string other) => Vendors.Find(one) is { } vendor ? vendor == Vendors.Find(other) : one == other;

    private static string Short(string name) => name.Length > 40 ? name[..40] : name;
}
