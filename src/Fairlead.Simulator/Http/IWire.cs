namespace Fairlead.Simulator.Http;

/// <summary>One vendor's surface: the paths it serves, how it checks callers, and the shape of its errors.</summary>
internal interface IWire
{
    /// <summary>Whether the request is one for this vendor: by its path, or by its headers where vendors share a path.</summary>
    bool Serves(Exchange exchange);

    /// <summary>Answers, or throws <see cref="RefusedException"/>.</summary>
    Task AnswerAsync(Exchange exchange, Knobs knobs);

    /// <summary>Writes a refusal in the vendor's shape.</summary>
    Task RefuseAsync(Exchange exchange, ApiError error);
}
