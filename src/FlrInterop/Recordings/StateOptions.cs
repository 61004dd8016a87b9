namespace FlrInterop;

/// <summary>How a session is looked at by a state of the animal; every number is checked when it is set.</summary>
public sealed record StateOptions
{
    private readonly int _groups = 2;

    /// <summary>The number of groups that the trials of each target and block are split into, 2 or more.</summary>
    public int Groups
    {
        get => _groups;
        init => _groups = Require.AtLeast(value, 2, "groups");
    }
}
