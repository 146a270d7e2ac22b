using System.ComponentModel.DataAnnotations;

namespace Fairlead.Server.Features.Responses;

/// <summary>How responses are kept: section <c>responses</c>.</summary>
internal sealed class ResponseOptions
{
    public const string Section = "Responses";

    /// <summary>Days that a response is kept after it, or one that follows on from it, was made.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;
}
