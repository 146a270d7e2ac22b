using Fairlead.Simulator.Recording;

namespace Fairlead.Simulator;

/// <summary>One request as the simulated upstream saw it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, decoded but for <c>%2F</c>, without the query.</param>
/// <param name="Headers">The headers by name, in any case; several values of one name are joined with <c>, </c>. Credentials are kept as sent.</param>
/// <param name="Body">The body as text, its first 1,048,576 characters; of a multipart upload the first 65,536 bytes, once it was read.</param>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private readonly TaskCompletionSource<bool> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int state;

    /// <inheritdoc cref="ReceivedRequest(string, string, IReadOnlyDictionary{string, string}, string)" path="/param[@name='Body']/node()"/>
    public string Body { get; private set; } = Body;

    /// <summary>How many bytes of body were read.</summary>
    public long BodyLength { get; private set; }

    /// <summary>The SHA-256 of those bytes, 64 hexadecimal digits in lower case; null while an upload is being read.</summary>
    public string? BodySha256 { get; private set; }

    /// <summary>The files of a multipart upload, in the order they came.</summary>
    public IReadOnlyList<ReceivedFile> Files { get; private set; } = [];

    /// <summary>The query string with its question mark, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>When the request arrived.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The model that it asks for, on offer or not; null when it names none, or only in a form.</summary>
    public string? Model { get; internal set; }

    /// <summary>The HTTP status of the answer; null before it has ended, and when none was sent.</summary>
    public int? Status { get; internal set; }

    /// <summary>How it ended, so far.</summary>
    public RequestOutcome Outcome => (RequestOutcome)state;

    /// <summary>Whether the client left before the answer was complete.</summary>
    public bool Aborted => Outcome == RequestOutcome.ClientLeft;

    /// <summary>Completes when the request has ended: true when it was answered whole, false when the client left or the
    /// simulator cut the answer off.</summary>
    public Task<bool> Completion => completion.Task;

    /// <summary>Where it is counted.</summary>
    internal RequestCounter? Counter { get; set; }

    internal void Keep(string body, long length, string sha256) => (Body, BodyLength, BodySha256) = (body, length, sha256);

    internal void Keep(IReadOnlyList<ReceivedFile> files) => Files = files;

    internal void End(RequestOutcome outcome)
    {
        state = (int)outcome;
        completion.TrySetResult(outcome == RequestOutcome.Answered);
    }
}
