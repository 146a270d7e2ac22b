namespace Fairlead.Protocols.Conversations;

/// <summary>
/// Hears an answer as it comes to be: what a dialect's reader tells, whether it reads a stream or a whole body, and a dialect's writer writes.
/// A block is begun, appended to and ended; blocks of a choice are numbered from 0 in the order they begin, and those of several tool calls may
/// be open at once. Slices are valid during the call only.
/// </summary>
public interface IReplySink
{
    /// <summary>The answer begins. Once, before anything else but <see cref="Fail"/>.</summary>
    void Start(in ReplyStart start);

    /// <summary>A block begins.</summary>
    void BeginBlock(in BlockStart block);

    /// <summary>A block grows.</summary>
    void Append(in BlockDelta delta);

    /// <summary>A block is whole.</summary>
    void EndBlock(int choice, int block);

    /// <summary>A choice is whole.</summary>
    void Finish(int choice, in StopReason reason);

    /// <summary>What it cost so far; a later count replaces an earlier one.</summary>
    void Count(in Usage usage);

    /// <summary>The answer is whole: the upstream said so. Nothing comes after it.</summary>
    void Complete();

    /// <summary>The upstream reports an error in the middle. Nothing comes after it.</summary>
    void Fail(in UpstreamError failure);
}
