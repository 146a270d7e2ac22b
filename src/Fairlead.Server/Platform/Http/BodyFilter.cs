namespace Fairlead.Server.Platform.Http;

/// <summary>Answers a body that was refused, before the endpoint sees it.</summary>
internal sealed class BodyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IBodyProblem { Problem: { } problem })
            {
                return ValueTask.FromResult<object?>(new ErrorResult(problem));
            }
        }

        return next(context);
    }
}
