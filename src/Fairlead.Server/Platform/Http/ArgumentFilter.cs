namespace Fairlead.Server.Platform.Http;

/// <summary>Answers an argument that was refused, a body or a query, before the endpoint sees it.</summary>
internal sealed class ArgumentFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IArgumentProblem { Problem: { } problem })
            {
                return ValueTask.FromResult<object?>(new ErrorResult(problem));
            }
        }

        return next(context);
    }
}
