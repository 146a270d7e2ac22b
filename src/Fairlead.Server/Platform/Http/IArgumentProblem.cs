namespace Fairlead.Server.Platform.Http;

/// <summary>An argument of an endpoint that may carry why it could not be made.</summary>
internal interface IArgumentProblem
{
    ApiError? Problem { get; }
}
