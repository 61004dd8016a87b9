namespace FlrInterop;

/// <summary>What a network is to learn.</summary>
public abstract class LearningTask
{
    private protected LearningTask(int units, int maps)
    {
        Units = units;
        Maps = maps;
    }

    /// <summary>The number of units N.</summary>
    public int Units { get; }

    /// <summary>The number of input–output pairs.</summary>
    public int Maps { get; }

    /// <summary>The name of the kind of task.</summary>
    public abstract string Kind { get; }
}
