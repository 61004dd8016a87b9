using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>The covariance (centred Hebbian) rule: G_ij = ξ_i (x_j − θ_j) / N, with θ the mean activity without input unless another is asked for.</summary>
/// <remarks>
/// Mean drive Ḡ x̄ = ξ (s − θᵀx̄) / N, s = |x̄|². Sejnowski, J. Math. Biol. 4 (1977) 303–321, doi 10.1007/BF00275079.
/// Centring about the mean over the task's inputs turns facilitation between maps into interference. A sliding threshold (Bienenstock,
/// Cooper &amp; Munro, J. Neurosci. 2 (1982) 32–48, doi 10.1523/JNEUROSCI.02-01-00032.1982, slide theirs too) follows the activity: what is learned is
/// one finite step, ε τ_θ ξᵀχ(g ∘ ξ) s / N² of the overlap, and no speed lasts: the predicted speed is 0.
/// </remarks>
public sealed class CovarianceRule : LearningRule
{
    private const double StandardSlidingTime = 8;

    private readonly NdArray<double>? _threshold;
    private readonly double _slidingTime = StandardSlidingTime;

    /// <summary>θ, shape (units,), float64, dimensionless; null for the one that <see cref="Centre"/> tells.</summary>
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

    /// <summary>Where θ comes from while no <see cref="Threshold"/> is given; the mean activity without input counts as 0 where a source does not tell it.</summary>
    public CovarianceCentre Centre { get; init; }

    /// <summary>τ_θ of a sliding threshold, θ̇ = (x − θ) / τ_θ from θ = 0, in τ, above 0.</summary>
    public double SlidingTime
    {
        get => _slidingTime;
        init => _slidingTime = Require.Positive(value, "sliding_time");
    }

    /// <inheritdoc/>
    public override string Name => "covariance";

    /// <inheritdoc/>
    public override string Description => Described(
        Name,
        Centre switch
        {
            CovarianceCentre.TaskMean => "task mean",
            CovarianceCentre.Sliding => "sliding",
            _ => _threshold is null ? null : "given threshold",
        },
        Unless(StandardSlidingTime, SlidingTime, "sliding time"));

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

        return new CovarianceRule { Threshold = mean, Centre = CovarianceCentre.TaskMean };
    }

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        if (Slides)
        {
            drive.Clear();
            return;
        }

        RequireKnown();
        ReadOnlySpan<double> theta = _threshold is null ? state.SpontaneousMean : Checked(state.Mean.Length);
        double centred = state.Square() - (theta.IsEmpty ? 0 : TensorPrimitives.Dot(theta, state.Presynaptic));
        TensorPrimitives.Multiply(state.Target, centred / drive.Length, drive);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start)
    {
        int units = start.Network.Units, trials = start.Trials;
        double[] all = new double[units * trials];
        if (Slides)
            return all;
        RequireKnown();
        double[] theta = _threshold is null ? EvokedModel.Spontaneous(start.Network) : Checked(units).ToArray();
        for (int j = 0; j < theta.Length; j++)
            all.AsSpan(j * trials, trials).Fill(theta[j]);
        return all;
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
        TensorPrimitives.Subtract(step.State, theta, presynaptic);
        if (Slides)
            TensorPrimitives.MultiplyAdd(presynaptic, step.Step / SlidingTime, theta, theta);
    }

    /// <inheritdoc/>
    public override void MeanUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        RowUpdate(step, growth, keep);
        if (Slides)
            growth.Clear();
    }

    internal override bool MeanReadsWeights => false;

    internal override bool KeepsRank(ReadOnlySpan<double> target) => true;

    internal override LearningRule For(Network network, InputOutputMap task)
        => _threshold is null && Centre == CovarianceCentre.TaskMean ? AboutTaskMean(network, task) : this;

    internal override LearningRule For(NdArray<double> evokedMeans)
    {
        if (_threshold is not null || Centre != CovarianceCentre.TaskMean)
            return this;
        NdArray<double> mean = NdArray<double>.Create(out Span<double> threshold, evokedMeans.Shape[1]);
        threshold.Clear();
        for (int map = 0; map < evokedMeans.Shape[0]; map++)
            TensorPrimitives.MultiplyAdd(evokedMeans.Row(map), 1.0 / evokedMeans.Shape[0], threshold, threshold);
        return new CovarianceRule { Threshold = mean, Centre = CovarianceCentre.TaskMean };
    }

    private bool Slides => _threshold is null && Centre == CovarianceCentre.Sliding;

    private void RequireKnown()
    {
        if (_threshold is null && Centre == CovarianceCentre.TaskMean)
            throw new ParameterException("the rule 'covariance' about the task's mean needs a task of input–output maps. Hint: give the threshold itself");
    }

    private ReadOnlySpan<double> Checked(int units)
    {
        Require.Shape(_threshold!.Shape, "threshold", "(units,)", units);
        return _threshold.Span;
    }
}
