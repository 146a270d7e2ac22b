namespace Fairlead.Gateway;

/// <summary>How the tokens of a stream are known.</summary>
public enum StreamMetering
{
    /// <summary><c>stream_options.include_usage</c> is added where the client left it out, and the extra chunk kept from the client.</summary>
    Exact,

    /// <summary>The request's bytes are left alone; without a usage chunk the tokens are counted here, and marked so.</summary>
    Observe,
}
