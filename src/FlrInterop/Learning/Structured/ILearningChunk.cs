namespace FlrInterop.Learning;

/// <summary>A chunk of maps that learn apart, whatever way each holds its J; entries (unit, trial).</summary>
internal unsafe interface ILearningChunk : IDisposable
{
    /// <summary>x.</summary>
    double* State { get; }

    /// <summary>ξ.</summary>
    double* Target { get; }

    /// <summary>z.</summary>
    double* Noise { get; }

    /// <summary>Puts the input and the target of a map in a trial's place.</summary>
    void SetMap(int lane, ReadOnlySpan<double> input, ReadOnlySpan<double> target);

    /// <summary>Every trial goes on from its state with J₀; what the rule remembers.</summary>
    object? Begin(LearningRule rule, double rate, double step);

    /// <summary>One step of explicit Euler on (x, J) together; the noise of the step has been filled in.</summary>
    void LearnStep(LearningRule rule, object? memory, double rate, in StepConstants constants);

    /// <summary>Whether a state left every bound.</summary>
    bool AnyBeyond();

    /// <summary>Applies what is waiting, before <see cref="Copy"/>.</summary>
    void Settle();

    /// <summary>Puts what a trial has learned in a map's place.</summary>
    void Copy(int lane, LearnedMemory learned, int map);
}
