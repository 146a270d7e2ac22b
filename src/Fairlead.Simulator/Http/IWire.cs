namespace Fairlead.Simulator.Http;

/// <summary>One vendor's surface: the paths it serves, how it checks callers, and the shape of its errors.</summary>
internal interface IWire
{
    /// <summary>Whether the request is one for this vendor: by its path, or by its headers where vendors share a path.</summary>
    bool Serves(Exchange exchange);

    /// <summary>The model that the request asks for, on offer or not; null when it names none, or only in a form.</summary>
    string? ModelOf(Exchange exchange) => RequestedModel.InBody(exchange.Body);

    /// <summary>Answers, or throws <see cref="RefusedException"/>.</summary>
    Task AnswerAsync(Exchange exchange, Knobs knobs);

    /// <summary>Writes a refusal in the vendor's shape.</summary>
    Task RefuseAsync(Exchange exchange, ApiError error);

    /// <summary>The vendor's error of an HTTP status, 400 to 599.</summary>
    /// <param name="exchange">The request that gets it.</param>
    /// <param name="status">The status.</param>
    /// <param name="retryAfter">Seconds to wait, where the vendor tells them with that status.</param>
    ApiError ErrorOf(Exchange exchange, int status, int retryAfter);

    /// <summary>The vendor's error of a code; null when it has no such error.</summary>
    ApiError? ErrorOf(Exchange exchange, string code);
}
