using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Asks a rule what it would do to J at rate 1, under one input, where the network rests.</summary>
internal sealed class SlowUpdate(Network network, LearningRule rule)
{
    private readonly double[] _silence = new double[network.Units];
    private double[] _target = [];
    private double[] _drive = [];
    private object? _memory;

    /// <summary>Whether the rule changes rows, and can be asked without the weights.</summary>
    public static bool IsOfRows(LearningRule rule) => rule.MeanForm != UpdateForm.Matrix && !rule.MeanReadsWeights;

    /// <summary>Whether the rule has to write every change of a weight.</summary>
    public bool IsMatrix => rule.MeanForm == UpdateForm.Matrix;

    /// <summary>Goes on to another map.</summary>
    public void Begin(double[] target, double[] drive)
    {
        (_target, _drive) = (target, drive);
        _memory = rule.Begin(new LearningStart { Network = network, Trials = 1, Rate = 1, Step = 1, State = _silence, Target = target, Drive = drive });
    }

    /// <summary>The rows' change, g_i y_j + d_i J_ij, and how far the fastest d decays.</summary>
    public double Rows(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> weights, Span<double> growth, Span<double> decay, Span<double> presynaptic)
    {
        PlasticStep step = Step(state, recurrent, weights);
        rule.MeanUpdate(step, growth, decay);
        TensorPrimitives.Subtract(decay, 1, decay);
        if (rule.MeanForm == UpdateForm.OwnPresynaptic)
            rule.Presynaptic(step, presynaptic);
        else
            state.CopyTo(presynaptic);
        return Math.Abs(TensorPrimitives.MaxMagnitude(decay));
    }

    /// <summary>Every weight's change.</summary>
    public void Matrix(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> weights, Span<double> change)
        => rule.MatrixUpdate(Step(state, recurrent, weights), change);

    private PlasticStep Step(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, ReadOnlySpan<double> weights) => new()
    {
        Network = network,
        Units = network.Units,
        Trials = 1,
        Rate = 1,
        Step = 1,
        State = state,
        RecurrentInput = recurrent,
        Target = _target,
        Drive = _drive,
        Noise = _silence,
        Weights = weights,
        Memory = _memory,
    };
}
