namespace Fairlead.Protocols.JsonSchema;

/// <summary>A set of JSON Schema's types.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Object = 1,
    Array = 2,
    String = 4,
    Number = 8,
    Integer = 16,
    Boolean = 32,
    Null = 64,
}
