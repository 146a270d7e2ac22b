namespace Fairlead.Server.Platform.Identity;

/// <summary>The names of the authorization policies.</summary>
internal static class Access
{
    /// <summary>Anyone with an access token.</summary>
    public const string Member = "Member";

    /// <summary>Administrators.</summary>
    public const string Admin = "Admin";
}
