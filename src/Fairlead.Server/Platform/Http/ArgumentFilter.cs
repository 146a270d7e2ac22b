using Fairlead.Protocols.JsonSchema;

namespace Fairlead.Server.Platform.Http;

/// <summary>Answers arguments that were refused, a body or a query, before the endpoint sees them: all that is wrong with them at once.</summary>
internal static class ArgumentFilter
{
    public static EndpointFilterDelegate Create(EndpointFilterFactoryContext factory, EndpointFilterDelegate next)
    {
        var query = QueryParameter.Of(factory.MethodInfo);
        return context => Refusal(context, query) is { } refusal ? ValueTask.FromResult<object?>(new ErrorResult(refusal)) : next(context);
    }

    private static ApiError? Refusal(EndpointFilterInvocationContext context, IReadOnlyList<QueryParameter> query)
    {
        var arguments = context.Arguments.OfType<IArgumentProblem>().ToList();
        if (arguments.Select(static argument => argument.Refusal).FirstOrDefault(static refusal => refusal is not null) is { } refusal)
        {
            return refusal;
        }

        // The framework marks a query that it could not bind by the status alone.
        var unread = context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? query.Select(parameter => parameter.ProblemIn(context.HttpContext.Request.Query)).OfType<Problem>()
            : [];
        List<Problem> problems = [.. unread, .. arguments.SelectMany(static argument => argument.Problems)];
        return problems.Count > 0 ? ApiErrors.InvalidRequest(problems) : null;
    }
}
