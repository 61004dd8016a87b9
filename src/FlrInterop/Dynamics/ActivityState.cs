namespace FlrInterop;

/// <summary>What was going on while the activity was taken: the theory needs to know.</summary>
public enum ActivityState
{
    /// <summary>No input and no learning.</summary>
    Spontaneous,

    /// <summary>The task's input on, no learning.</summary>
    Evoked,
}
