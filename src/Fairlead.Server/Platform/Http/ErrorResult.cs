using System.Globalization;

namespace Fairlead.Server.Platform.Http;

/// <summary>Answers with the control plane's error envelope.</summary>
internal sealed class ErrorResult(ApiError error) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = error.Status;
        if (error.RetryAfter is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(new ErrorEnvelope(false, error.Name, error.Message, error.Details), Wire.Options, httpContext.RequestAborted);
    }
}
