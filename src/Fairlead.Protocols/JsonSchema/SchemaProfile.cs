namespace Fairlead.Protocols.JsonSchema;

/// <summary>Which keywords a schema may use.</summary>
public enum SchemaProfile
{
    /// <summary>Schemas of the product itself: every keyword the engine knows.</summary>
    Own,

    /// <summary>Schemas that callers send for a model's answer: the keywords of OpenAI's structured outputs; the root is an object.</summary>
    Output,
}
