namespace Fairlead.Server.Import.LiteLLM;

/// <summary>Fallbacks of all kinds. Source: https://docs.litellm.ai/docs/proxy/reliability</summary>
internal static class Fallbacks
{
    private static readonly (string Theirs, string Ours)[] Kinds =
    [
        ("fallbacks", "fallbacks"), ("context_window_fallbacks", "contextWindowFallbacks"), ("content_policy_fallbacks", "contentPolicyFallbacks"),
    ];

    public static void Convert(Conversion conversion)
    {
        foreach (var (theirs, ours) in Kinds)
        {
            foreach (var (name, targets) in (conversion.Settings.Find(theirs)?.Items ?? []).SelectMany(static entry => entry.Members))
            {
                Write(conversion, ours, name, targets);
            }
        }

        if (conversion.Settings.Find("default_fallbacks") is { } defaults)
        {
            Default(conversion, defaults);
        }
    }

    private static void Write(Conversion conversion, string kind, string name, SourceNode targets)
    {
        if (name == "*" && conversion.Groups.Find(name) is null)
        {
            if (kind == "fallbacks")
            {
                Default(conversion, targets);
            }
            else
            {
                Every(conversion, kind, targets);
            }
        }
        else if (conversion.Groups.Find(name) is { } group)
        {
            foreach (var target in Names(conversion, targets, group.Name))
            {
                group.Route.Add(kind, target.Text, target.Source);
            }
        }
        else
        {
            targets.Note("is of no model of model_list; it is left out");
        }
    }

    private static void Default(Conversion conversion, SourceNode targets)
    {
        foreach (var target in Names(conversion, targets, null))
        {
            conversion.Target.Object("options", targets).Object("routing", targets).Add("defaultFallbacks", target.Text, target.Source);
        }
    }

    // There are defaults of the general kind alone.
    private static void Every(Conversion conversion, string kind, SourceNode targets)
    {
        foreach (var group in conversion.Groups.All.Where(group => !group.Route.Has(kind)))
        {
            foreach (var target in Names(conversion, targets, group.Name))
            {
                group.Route.Add(kind, target.Text, target.Source);
            }
        }
    }

    private static IEnumerable<Providers.Setting> Names(Conversion conversion, SourceNode targets, string? own)
    {
        foreach (var target in targets.Items)
        {
            var model = target.IsMapping ? target.Find("model") : target;
            if (model?.Text() is not { } name || name == own || conversion.Groups.Find(name)?.Name is { } found && found == own)
            {
                target.Note("names no other model; it is left out");
            }
            else if (conversion.Groups.Serves(name))
            {
                yield return new(conversion.Groups.Find(name)?.Name ?? name, target);
            }
            else if (conversion.Groups.PinById(name, target) is { } pinned)
            {
                target.Note("names one deployment by its id: a route of that name, with this deployment alone and not listed, stands for it");
                yield return new(pinned, target);
            }
            else
            {
                target.Note("names no model of model_list; it is left out");
            }
        }
    }
}
