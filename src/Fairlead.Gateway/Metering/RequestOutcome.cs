namespace Fairlead.Gateway.Metering;

/// <summary>How a request ended.</summary>
public enum RequestOutcome
{
    /// <summary>The whole answer was delivered.</summary>
    Completed,

    /// <summary>The upstream failed, before or in the middle of its answer.</summary>
    Failed,

    /// <summary>The client left first.</summary>
    ClientLeft,

    /// <summary>The gateway broke the request off: what came of it after it had begun could not be passed on.</summary>
    Refused,

    /// <summary>Another attempt for the same request answered first; of attempts only.</summary>
    Superseded,
}
