namespace Fairlead.Gateway.Admission;

/// <summary>What a principal may do.</summary>
public enum Role
{
    /// <summary>Calls the gateway, invokes, and reads what is not confidential.</summary>
    Member,

    /// <summary>Everything.</summary>
    Admin,
}
