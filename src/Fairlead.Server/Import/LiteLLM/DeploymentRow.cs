using System.Text.Json.Nodes;
using Fairlead.Server.Import.Providers;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary>An entry of <c>model_list</c>: a deployment of the model that it names.</summary>
internal static class DeploymentRow
{
    public static void Convert(Conversion conversion, SourceNode row)
    {
        if (row.Find("model_name")?.Text() is not { Length: > 0 } name || row.Find("litellm_params") is not { IsMapping: true } own || own.Find("model") is not { } model)
        {
            row.Refuse("needs model_name and litellm_params.model; it is left out");
            return;
        }

        name = conversion.Text.Resolve(name);
        if (conversion.Text.Variable(name) is not null)
        {
            row.Refuse("takes its model_name from the environment, which is not read here: write it out; it is left out");
            return;
        }

        var parameters = new Parameters(conversion, own);
        if (parameters.Find("custom_llm_provider") is null && model.Text() == "*")
        {
            row.Note("stands for every model of every provider, which nothing here can: write an entry such as openai/* for each provider; it is left out");
            return;
        }

        if (ModelPath.Read(model, parameters.Find("custom_llm_provider"), conversion.Text) is not { } path)
        {
            row.Refuse("has no provider that Fairlead can call; it is left out");
            return;
        }

        if (path.Model.Contains('*', StringComparison.Ordinal) && !name.Contains('*', StringComparison.Ordinal))
        {
            row.Refuse("has a * in its model and none in model_name, so that no model is named; it is left out");
            return;
        }

        if (parameters.LacksCredential)
        {
            row.Refuse("names a credential that there is none of; it is left out");
            return;
        }

        foreach (var organization in Organizations(parameters))
        {
            Add(conversion, row, name, parameters, path, organization);
        }
    }

    // https://docs.litellm.ai/docs/proxy/configs#multiple-openai-organizations
    private static IEnumerable<SourceNode?> Organizations(Parameters parameters) =>
        parameters.Find(AccessField.Organization)?.Items ?? Enumerable.Repeat<SourceNode?>(null, 1);

    private static void Add(Conversion conversion, SourceNode row, string name, Parameters parameters, ModelPath path, SourceNode? organization)
    {
        var info = row.Find("model_info");
        var access = new Access(path.Vendor, path.Model, row, conversion.Secrets, conversion.Text, field => field == AccessField.Organization ? organization : parameters.Find(field))
        {
            Name = parameters.CredentialName,
            Region = path.Region,
            Traits = ModelInfo.Read(info, path),
            IsStrict = IsStrict(conversion, parameters),
        };
        if (conversion.Providers.Add(access) is { } provider)
        {
            var group = conversion.Groups.Of(name, row);
            var deployment = group.Add(row, parameters);
            deployment.Set("provider", JsonValue.Create(provider), row);
            deployment.Set("model", JsonValue.Create(path.Model), row);
            DeploymentFields.Convert(conversion, row, parameters, deployment);
        }
    }

    private static bool IsStrict(Conversion conversion, Parameters parameters)
    {
        var said = parameters.Find("drop_params") ?? conversion.Settings.LiteLLM?.Find("drop_params");
        if (said?.Flag() is not { } drops)
        {
            return false;
        }

        said.Note(drops
            ? "is what Fairlead does: a field that the upstream does not take is dropped, and named in x-fairlead-dropped-params"
            : "makes its providers strict: a request that would lose a field is refused");
        return !drops;
    }
}
