namespace Fairlead.Simulator.Aws;

/// <summary>Why a signed request is refused. Each service has its own names for these.</summary>
internal enum SignatureFault
{
    /// <summary>It is not signed at all.</summary>
    Missing,

    /// <summary>The signature's parts are not all there.</summary>
    Incomplete,

    /// <summary>The access key or the session's token is not known.</summary>
    UnknownKey,

    /// <summary>The signature is not the one that belongs to this request at this time.</summary>
    Invalid,

    /// <summary>The session has ended.</summary>
    Expired,
}
