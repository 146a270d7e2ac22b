namespace Fairlead.Protocols.OpenAI;

/// <summary>A change to a body: the bytes from <paramref name="Start"/> to <paramref name="End"/> give way to the replacement.</summary>
/// <param name="Start">The first byte that goes.</param>
/// <param name="End">The byte after the last that goes; equal to <paramref name="Start"/> for an insertion.</param>
/// <param name="Replacement">What takes their place.</param>
public readonly record struct BodyEdit(int Start, int End, ReadOnlyMemory<byte> Replacement);
