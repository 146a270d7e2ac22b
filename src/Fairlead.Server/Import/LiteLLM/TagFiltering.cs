namespace Fairlead.Server.Import.LiteLLM;

/// <summary>Routing by tags. Source: https://docs.litellm.ai/docs/proxy/tag_routing</summary>
internal static class TagFiltering
{
    /// <summary>Whether LiteLLM looks at tags; says what is different here where it does.</summary>
    public static bool IsOn(Conversion conversion)
    {
        if (conversion.Settings.Router is not { } router || router.Find("enable_tag_filtering") is not { } filtering || filtering.Flag() != true)
        {
            return false;
        }

        filtering.Note("is done by the headers x-fairlead-tags and x-litellm-tags: tags, or metadata.tags, of a body choose no deployment here. A request whose tags no deployment has is refused (400); LiteLLM gives it to those tagged default");
        if (router.Find("tag_filtering_match_any") is not { } any || any.Flag() != false)
        {
            (router.Find("tag_filtering_match_any") ?? filtering).Note("takes a deployment that has any of a request's tags; here it must have all of them");
        }

        return true;
    }
}
