using System.Text.Json.Nodes;

namespace Fairlead.Server.Import.LiteLLM;

/// <summary><c>general_settings.master_key</c>. Source: https://docs.litellm.ai/docs/proxy/virtual_keys</summary>
internal static class MasterKey
{
    private const string Name = "LITELLM_MASTER_KEY";

    public static void Convert(Conversion conversion)
    {
        if (conversion.Root.Find("general_settings")?.Find("master_key") is { } key && conversion.Secrets.FromSource(key, Name) is { } secret)
        {
            conversion.Target.Object("keys", key).Object("master", key).Set("key", JsonValue.Create($"secret:{secret}"), key);
            return;
        }

        conversion.Root.Remark("has no general_settings.master_key, with which LiteLLM lets everyone in; Fairlead lets nobody in without a key: make one, or declare it under keys");
    }
}
