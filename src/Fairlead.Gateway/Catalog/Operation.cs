namespace Fairlead.Gateway.Catalog;

/// <summary>What is asked of a model.</summary>
public enum Operation
{
    /// <summary><c>POST /chat/completions</c></summary>
    Chat,

    /// <summary><c>POST /embeddings</c></summary>
    Embeddings,
}
