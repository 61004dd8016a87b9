using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Error-driven learning that is told the errors of a few readouts only: G = Σ_r w_r (w_rᵀ(ξ − x) / N) xᵀ / N.</summary>
/// <remarks>
/// With readouts of squared length N that are orthogonal, w_rᵀξ / N is the value that readout r is to have. Mean drive
/// Ḡ x̄ = P((ξ − x̄) s − C x̄) / N, P = Σ_r w_r w_rᵀ / N.
/// </remarks>
public sealed class ReadoutErrorRule : LearningRule
{
    /// <summary>The rule of these readouts.</summary>
    /// <param name="readouts">w, shape (readouts, units), finite; not copied.</param>
    /// <exception cref="ShapeException">Another number of axes.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public ReadoutErrorRule(NdArray<double> readouts)
    {
        ArgumentNullException.ThrowIfNull(readouts);
        Require.Shape(readouts.Shape, nameof(readouts), "(readouts, units)", -1, -1);
        Require.AllFinite(readouts.Span, nameof(readouts));
        Readouts = readouts;
    }

    /// <summary>w, shape (readouts, units), float64.</summary>
    public NdArray<double> Readouts { get; }

    /// <inheritdoc/>
    public override string Name => "readout-error";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.RankOne | RuleProperties.NeedsReadout | RuleProperties.Corrective;

    /// <summary>The rule that learns a task from the errors of its readouts.</summary>
    /// <param name="task">The task.</param>
    /// <param name="map">The map whose readouts are taken.</param>
    /// <returns>The rule.</returns>
    public static ReadoutErrorRule Of(PeriodicTask task, int map = 0)
    {
        ArgumentNullException.ThrowIfNull(task);
        NdArray<double> readouts = NdArray<double>.Create(out Span<double> values, task.ReadoutCount, task.Units);
        for (int r = 0; r < task.ReadoutCount; r++)
            task.Readout(map, r).CopyTo(values.Slice(r * task.Units, task.Units));
        return new ReadoutErrorRule(readouts);
    }

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        int units = state.Mean.Length;
        Require.Shape([units], "the state", "the readouts' (units,)", Readouts.Shape[1]);
        double square = state.Square();
        double[] error = new double[units];
        for (int i = 0; i < units; i++)
        {
            double noise = state.Covariance.IsEmpty ? 0 : TensorPrimitives.Dot(state.Covariance.Slice(i * units, units), state.Presynaptic);
            error[i] = (((state.Target[i] - state.Mean[i]) * square) - noise) / units;
        }

        Project(error, drive);
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        double scale = step.Rate / step.Units;
        growth.Clear();
        Span<double> error = stackalloc double[step.Trials];
        for (int r = 0; r < Readouts.Shape[0]; r++)
        {
            ReadOnlySpan<double> weights = Readouts.Row(r);
            error.Clear();
            for (int i = 0, at = 0; i < step.Units; i++)
            {
                for (int trial = 0; trial < step.Trials; trial++, at++)
                    error[trial] += weights[i] * (step.Target[at] - step.State[at]) / step.Units;
            }

            for (int i = 0, at = 0; i < step.Units; i++)
            {
                for (int trial = 0; trial < step.Trials; trial++, at++)
                    growth[at] += scale * weights[i] * error[trial];
            }
        }

        keep.Fill(1);
    }

    /// <summary>P v.</summary>
    internal void Project(ReadOnlySpan<double> vector, Span<double> projected)
    {
        projected.Clear();
        for (int r = 0; r < Readouts.Shape[0]; r++)
        {
            ReadOnlySpan<double> weights = Readouts.Row(r);
            TensorPrimitives.MultiplyAdd(weights, TensorPrimitives.Dot(weights, vector) / vector.Length, projected, projected);
        }
    }

    internal override bool MeanReadsWeights => false;
}
