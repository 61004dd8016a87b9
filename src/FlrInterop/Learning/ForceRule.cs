using System.Numerics.Tensors;
using FlrInterop.Learning;

namespace FlrInterop;

/// <summary>
/// FORCE: recursive least squares drives the recurrent input u to the one that would hold a part of the target, by all recurrent weights or
/// by readouts that are fed back. Every interval h: P ← P − P x (P x)ᵀ / (1 + xᵀP x), then J ← J + (f − u)(P x)ᵀ; with feedback
/// J ← J + Π (f − u)(P x)ᵀ.
/// </summary>
/// <remarks>
/// f = φ⁻¹(level · ξ) / β − γ η. The learning rate ε stands in P(0) = (ε / α) 1: at ε = 1 this is FORCE with its α, and a small ε is a
/// large α. Only there has FORCE a slow regime and a speed: Ḡ x̄ = (f − u) s / (α h), s = |x̄|²; at its usual rate the overlap jumps
/// within a few updates whatever the activity before was. All units share one P; with a mask, what it would change in a weight that
/// does not exist is dropped. Sussillo &amp; Abbott, Neuron 63 (2009) 544–557, doi 10.1016/j.neuron.2009.07.018.
/// </remarks>
public sealed class ForceRule : LearningRule
{
    private const double StandardRegularisation = 1, StandardInterval = 0.2, StandardLevel = 0.8;

    private readonly double _regularisation = StandardRegularisation;
    private readonly double _interval = StandardInterval;
    private readonly double _level = StandardLevel;
    private readonly NdArray<double>? _feedback;
    private readonly FeedbackSpan? _span;

    /// <summary>α, above 0: P(0) = (ε / α) 1.</summary>
    public double Regularisation
    {
        get => _regularisation;
        init => _regularisation = Require.Positive(value, "regularisation");
    }

    /// <summary>h, the time from one update to the next, in τ, above 0; rounded to whole integration steps, at least one.</summary>
    public double Interval
    {
        get => _interval;
        init => _interval = Require.Positive(value, "interval");
    }

    /// <summary>The part of the target that is to be held, above 0: 1 is out of reach of saturating units.</summary>
    public double Level
    {
        get => _level;
        init => _level = Require.Positive(value, "level");
    }

    /// <summary>
    /// q, how each readout is fed back to the units, shape (readouts, units), float64, not copied; its rows are linearly independent, of any
    /// length and angle, since only their span counts. Null trains all recurrent weights.
    /// </summary>
    /// <exception cref="ShapeException">Another number of axes.</exception>
    /// <exception cref="ParameterException">A number is not finite, there is no row, or the rows are not linearly independent.</exception>
    public NdArray<double>? Feedback
    {
        get => _feedback;
        init
        {
            _span = value is null ? null : new FeedbackSpan(value);
            _feedback = value;
        }
    }

    /// <inheritdoc/>
    public override string Name => "force";

    /// <inheritdoc/>
    public override string Description => Described(
        Name,
        Unless(StandardRegularisation, Regularisation, "regularisation"),
        Unless(StandardInterval, Interval, "interval"),
        Unless(StandardLevel, Level, "level"),
        _span is null ? null : FormattableString.Invariant($"feedback of {_span.Count} readout{(_span.Count == 1 ? "" : "s")}"));

    /// <inheritdoc/>
    public override RuleProperties Properties => _span is null ? RuleProperties.RankOne : RuleProperties.RankOne | RuleProperties.NeedsReadout;

    /// <inheritdoc/>
    public override UpdateForm Form => UpdateForm.OwnPresynaptic;

    /// <inheritdoc/>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        state.RequireRecurrentInput(Name);
        if (state.Gain is not double gain || state.InputStrength is not double strength || state.Transfer is not TransferFunction transfer || state.Input.IsEmpty)
            throw EvokedState.Missing(Name, "the gain, the input and its strength", "lacks them");
        _span?.RequireUnits(drive.Length);
        double scale = state.Square() / (Regularisation * Interval);
        for (int i = 0; i < drive.Length; i++)
        {
            double wanted = Wanted(transfer, gain, state.Target[i], gain * strength * state.Input[i]);
            drive[i] = (wanted - state.RecurrentInput[i]) * scale;
        }

        _span?.Project(drive, new double[_span.Count], 1);
    }

    /// <inheritdoc/>
    public override object? Begin(in LearningStart start)
    {
        int units = start.Network.Units, trials = start.Trials;
        _span?.RequireUnits(units);
        double[] wanted = new double[units * trials];
        for (int at = 0; at < wanted.Length; at++)
            wanted[at] = Wanted(start.Network.Transfer, start.Network.Gain, start.Target[at], start.Drive[at]);
        int every = Math.Max(1, (int)Math.Round(Interval / start.Step));
        InverseCorrelation inverse = start.First is Memory first ? first.Inverse : new InverseCorrelation(units, trials, start.Rate / Regularisation);
        return new Memory(wanted, inverse, every, new double[(_span?.Count ?? 0) * trials]);
    }

    /// <inheritdoc/>
    public override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        var memory = (Memory)step.Memory!;
        keep.Fill(1);
        memory.Learns = step.Rate > 0 && memory.Turn++ % memory.Every == 0;
        if (!memory.Learns)
        {
            growth.Clear();
            return;
        }

        TensorPrimitives.Subtract(memory.Wanted, step.RecurrentInput, growth);
        _span?.Project(growth, memory.Coefficients, step.Trials);
    }

    /// <inheritdoc/>
    public override void Presynaptic(in PlasticStep step, Span<double> presynaptic)
    {
        var memory = (Memory)step.Memory!;
        if (memory.Learns)
            memory.Inverse.Update(step.State, presynaptic);
        else
            presynaptic.Clear();
    }

    /// <summary>P of every trial.</summary>
    internal override int MatricesAtWork(int trials) => trials;

    /// <summary>One P for all maps.</summary>
    internal override int MatricesTogether(int maps) => 1;

    /// <summary>f, so that φ(β f + b) = level · ξ.</summary>
    private double Wanted(TransferFunction transfer, double gain, double target, double input)
    {
        double total = transfer.Inverse(Level * target);
        return double.IsFinite(total)
            ? (total - input) / gain
            : throw Require.Refused("target", target, $"one that level = {Level} times it is within the range of {transfer.Name()}");
    }

    /// <summary>P of each trial, shared by the maps of one coupling; f of each trial; when the next update is; room to project in.</summary>
    private sealed class Memory(double[] wanted, InverseCorrelation inverse, int every, double[] coefficients)
    {
        public double[] Wanted => wanted;

        public InverseCorrelation Inverse => inverse;

        public int Every => every;

        public double[] Coefficients => coefficients;

        public long Turn { get; set; }

        public bool Learns { get; set; }
    }
}
