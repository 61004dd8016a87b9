namespace FlrInterop;

/// <summary>What a session holds and what that allows, in sentences.</summary>
/// <param name="Present">What is there.</param>
/// <param name="Missing">What a fit needs and the session lacks; empty where it can be fitted.</param>
/// <param name="Possible">What can therefore be done.</param>
/// <param name="Notes">What must be known to judge the results.</param>
public sealed record SessionDescription(
    IReadOnlyList<string> Present, IReadOnlyList<string> Missing, IReadOnlyList<string> Possible, IReadOnlyList<string> Notes)
{
    /// <summary>Whether the session has what a fit needs.</summary>
    public bool CanBeFitted => Missing.Count == 0;
}
