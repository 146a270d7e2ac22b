namespace Fairlead.Gateway.ProviderTypes;

/// <summary>Reads a secret's value by its name; null when there is no such secret.</summary>
public delegate string? SecretReader(string name);
