using System.Diagnostics.CodeAnalysis;

namespace Fairlead.Server.Platform.Http;

/// <summary>What a use case came to: a value, or a failure that the caller is told of.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;
    private readonly ApiError? error;

    private Outcome(T? value, ApiError? error)
    {
        this.value = value;
        this.error = error;
    }

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Outcome<T>(ApiError error) => new(default, error);

    /// <summary>Takes it apart.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out ApiError? failure)
    {
        result = value;
        failure = error;
        return error is null;
    }

    /// <summary>The reply to a caller: the failure, or what is made of the value.</summary>
    public IResult Reply(Func<T, IResult> success) => error is null ? success(value!) : new ErrorResult(error);
}
