namespace Fairlead.Server.Import.LiteLLM;

/// <summary>The settings that LiteLLM takes from two sections, of which <c>router_settings</c> wins.</summary>
internal sealed class Settings(SourceNode root)
{
    public SourceNode? Router { get; } = root.Find("router_settings");

    public SourceNode? LiteLLM { get; } = root.Find("litellm_settings");

    /// <summary>A setting of either section; null when neither has it.</summary>
    public SourceNode? Find(string name)
    {
        var mine = LiteLLM?.Find(name);
        if (Router?.Find(name) is { } wins)
        {
            mine?.Note($"is not used: router_settings.{name} wins");
            return wins;
        }

        return mine;
    }
}
