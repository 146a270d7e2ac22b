namespace Fairlead.Server.Import.LiteLLM;

/// <summary><c>model_group_alias</c>. Source: https://docs.litellm.ai/docs/proxy/load_balancing#router-settings-on-config---routing_strategy-model_group_alias</summary>
internal static class Aliases
{
    public static void Convert(Conversion conversion)
    {
        foreach (var (alias, value) in conversion.Settings.Find("model_group_alias")?.Members ?? [])
        {
            var model = value.IsMapping ? value.Find("model") : value;
            if (model?.Text() is not { } name || conversion.Groups.Find(name) is not { } group)
            {
                value.Note("names no model of model_list; the alias is left out");
            }
            else if (conversion.Groups.Find(alias) is not null)
            {
                value.Note("has the name of a model of model_list, or of another alias; the alias is left out");
            }
            else
            {
                group.Route.Add("aliases", alias, value);
                value.Find("hidden")?.Note("has no counterpart: an alias is listed as its model is");
            }
        }
    }
}
