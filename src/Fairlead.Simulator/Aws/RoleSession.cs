namespace Fairlead.Simulator.Aws;

/// <summary>Temporary credentials of an assumed role.</summary>
internal sealed record RoleSession(string AccessKeyId, string SecretAccessKey, string Token, DateTimeOffset Expiration);
