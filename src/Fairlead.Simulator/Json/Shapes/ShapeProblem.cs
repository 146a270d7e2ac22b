namespace Fairlead.Simulator.Json.Shapes;

/// <summary>What can be wrong with a value's shape.</summary>
internal enum ShapeProblem
{
    /// <summary>A member of that name does not exist.</summary>
    Unknown,

    /// <summary>A required member is not there.</summary>
    Missing,

    /// <summary>The value is of another kind.</summary>
    WrongKind,

    /// <summary>An array stands where a single value belongs.</summary>
    UnwantedArray,

    /// <summary>The text is none of those allowed.</summary>
    NotAllowed,

    /// <summary>More than one member of a choice is there.</summary>
    SeveralChosen,

    /// <summary>No member of a choice is there.</summary>
    NoneChosen,
}
