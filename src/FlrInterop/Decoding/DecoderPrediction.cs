namespace FlrInterop;

/// <summary>How fast a decoder will be learned under the error-driven rule dJ = ε (Bᵀe) xᵀ / N, from what is known before.</summary>
/// <remarks>
/// T_ab = u_bᵀ S_b e_a · x̄_aᵀx̄_b / N, S = B C Bᵀ / D from activity or B χ diag(g) Bᵀ from a network: what training target a adds to the
/// progress of target b, per unit ε and τ. Progress is that of the velocity through the decoder, u · v.
/// </remarks>
public sealed class DecoderPrediction
{
    private readonly FrozenKernel _kernel;

    internal DecoderPrediction(FrozenKernel kernel) => _kernel = kernel;

    /// <summary>The decoder's speed: the mean over b of the progress gained when all targets are trained in turn, (1/targets²) Σ_ab T_ab.</summary>
    public required double Speed { get; init; }

    /// <summary>The mean of T_aa: each target trained alone.</summary>
    public required double OwnTarget { get; init; }

    /// <summary>The speed with the identity in place of the response: what error, |B| and |x̄|² alone say. Print it beside the speed, always.</summary>
    public required double IdentityNull { get; init; }

    /// <summary>The mean of u_aᵀ S_a u_a · x̄_aᵀx̄_a / N: FLR2, which leaves the error out.</summary>
    public required double Flr2 { get; init; }

    /// <summary>T, row a trained, column b moved; shape (targets, targets), float64.</summary>
    public required NdArray<double> Interference { get; init; }

    /// <summary>The speed of each target when all are trained in turn, (1/targets) Σ_a T_ab, shape (targets,), float64.</summary>
    public required NdArray<double> Interleaved { get; init; }

    /// <summary>e_a = v* u_a − v_a before learning, shape (targets, 2), float64.</summary>
    public required NdArray<double> Error { get; init; }

    /// <summary>u_a · v_a before learning, shape (targets,), float64.</summary>
    public required NdArray<double> Progress { get; init; }

    /// <summary>v*.</summary>
    public required double WantedSpeed { get; init; }

    /// <summary>"equal-time" or "linearised".</summary>
    public required string Estimator { get; init; }

    /// <summary>The progress of every target as learning goes on, response and activity frozen as they were.</summary>
    /// <param name="times">s = ε t, 0 or more.</param>
    /// <returns>Progress, shape (times, targets), float64.</returns>
    /// <exception cref="ParameterException">A time is negative or not finite.</exception>
    public NdArray<double> Curve(ReadOnlySpan<double> times)
    {
        int targets = Progress.Length;
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, times.Length, targets);
        for (int k = 0; k < times.Length; k++)
            _kernel.Progress(Require.NotNegative(times[k], "a time")).CopyTo(values[(k * targets)..]);
        return made;
    }

    /// <summary>The time s = ε t at which the mean progress first reaches a fraction of v*, response and activity frozen.</summary>
    /// <param name="fraction">The criterion, above 0 and up to 1.</param>
    /// <returns>The time, 0 where it is reached before learning, +∞ where it never is.</returns>
    /// <exception cref="ParameterException">The fraction is out of range.</exception>
    public double TimeToCriterion(double fraction = 0.8) => _kernel.TimeTo(Require.Within(fraction, 1e-9, 1));
}
