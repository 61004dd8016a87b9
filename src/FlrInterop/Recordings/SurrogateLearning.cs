namespace FlrInterop;

/// <summary>Learning simulated on a surrogate under a session's new decoder, beside the animal's.</summary>
public sealed class SurrogateLearning
{
    /// <summary>The directions of the targets, shape (targets,), float64, degrees.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>The simulated rise of each target's progress, all trained in turn, per unit ε and τ: relative; shape (targets,), float64.</summary>
    public required NdArray<double> Simulated { get; init; }

    /// <summary>The same as predicted from the baseline, shape (targets,), float64.</summary>
    public required NdArray<double> Predicted { get; init; }

    /// <summary>The animal's speed by the fit's measure, shape (targets,), float64.</summary>
    public required NdArray<double> Animal { get; init; }

    /// <summary>Spearman's ρ of simulated with animal speeds over targets.</summary>
    public required double Rho { get; init; }

    /// <summary>Its 95 % interval.</summary>
    public required Interval Interval { get; init; }

    /// <summary>Its two-sided permutation p.</summary>
    public required double P { get; init; }

    /// <summary>What the fit says of learning: where nothing rises, there is nothing to compare with.</summary>
    public required string Learning { get; init; }

    /// <summary>"completed", or "diverged at step k".</summary>
    public required string Status { get; init; }
}
