using System.Text.RegularExpressions;

namespace Fairlead.Protocols.JsonSchema;

/// <summary>A pattern of a schema, ready to run.</summary>
/// <param name="Expression">Runs in time proportional to the text.</param>
/// <param name="Size">How many characters the pattern spells out once its counted repetitions are written in full.</param>
internal sealed record Pattern(Regex Expression, int Size);
