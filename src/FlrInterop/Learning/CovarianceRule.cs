using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>The covariance (centred Hebbian) rule: G_ij = ξ_i (x_j − θ_j) / N, with θ the mean activity without input unless another is given.</summary>
/// <remarks>
/// Mean drive Ḡ x̄ = ξ (s − θᵀx̄) / N, s = |x̄|². Sejnowski, J. Math. Biol. 4 (1977) 303–321, doi 10.1007/BF00275079.
/// Centring about the mean over the task's inputs (<see cref="AboutTaskMean"/>) turns facilitation between maps into interference.
/// </remarks>
public sealed class CovarianceRule : LearningRule
{
    private readonly NdArray<double>? _threshold;

    /// <summary>θ, shape (units,), float64, dimensionless; null for the mean activity without input (0 where a source does not tell it).</summary>
    /// <exception cref="ShapeException">Not one axis.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public NdArray<double>? Threshold
    {
        get => _threshold;
        init
        {
            if (value is not null)
            {
                Require.Shape(value.Shape, "threshold", "(units,)", -1);
                Require.AllFinite(value.Span, "threshold");
            }

            _threshold = value;
        }
    }

    /// <inheritdoc/>
    public override string Name => "covariance";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.Local | RuleProperties.RankOne;

    /// <inheritdoc/>
    public override UpdateForm Form => UpdateForm.OwnPresynaptic;

    /// <summary>The rule with θ = the mean over the task's inputs of the states that they evoke in a network before learning.</summary>
    /// <param name="network">The network.</param>
    /// <param name="task">The task.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ShapeException">Units differ between network and task.</exception>
    /// <exception cref="NumericalException">An input evokes no fixed point.</exception>
    public static CovarianceRule AboutTaskMean(Network network, InputOutputMap task)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(task);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", network.Units);
        NdArray<double> mean = NdArray<double>.Create(out Span<double> threshold, network.Units);
        threshold.Clear();
        for (int map = 0; map < task.Maps; map++)
        {
            FixedPointResult evoked = FixedPoint.Find(network, task.Inputs.At(map));
            if (!evoked.Converged)
                throw new NumericalException(FormattableString.Invariant($"map {map} evokes no fixed point ({evoked.Status}). Hint: give the threshold itself"));
            TensorPrimitives.MultiplyAdd(evoked.State.Span, 1.0 / task.Maps, threshold, threshold);
        }

        return new CovarianceRule { Threshold = mean };
    }

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        ReadOnlySpan<double> theta = _threshold is null ? state.SpontaneousMean : Checked(state.Mean.Length);
        double centred = state.Square() - (theta.IsEmpty ? 0 : TensorPrimitives.Dot(theta, state.Presynaptic));
        TensorPrimitives.Multiply(state.Target, centred / drive.Length, drive);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start)
    {
        if (_threshold is not null)
            return Checked(start.Network.Units).ToArray();
        double[] rest = EvokedModel.Spontaneous(start.Network);
        return rest.Length == 0 ? new double[start.Network.Units] : rest;
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        TensorPrimitives.Multiply(step.Target, step.Rate / step.Units, growth);
        keep.Fill(1);
    }

    /// <inheritdoc/>
    public override void Presynaptic(in PlasticStep step, Span<double> presynaptic)
    {
        double[] theta = (double[])step.Memory!;
        for (int j = 0; j < step.Units; j++)
        {
            for (int at = j * step.Trials; at < (j + 1) * step.Trials; at++)
                presynaptic[at] = step.State[at] - theta[j];
        }
    }

    private ReadOnlySpan<double> Checked(int units)
    {
        Require.Shape(_threshold!.Shape, "threshold", "(units,)", units);
        return _threshold.Span;
    }
}
