using System.Numerics.Tensors;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>A rule whose G is a function of the caller's, called through one entry by its number, on whole batches of trials.</summary>
/// <remarks>The function returns 0, or another number where it failed; the caller keeps what went wrong. The entry
/// must last as long as the process, and refuse a function that is no longer there; calls are made during the job alone.</remarks>
internal sealed unsafe class FunctionRule : CustomRule
{
    public const string KindName = "function-rule";

    /// <summary>States beyond this belong to trials that have diverged: whatever comes of them is not looked at.</summary>
    private const double Beyond = 1e6;

    private readonly delegate* unmanaged[Cdecl]<FunctionCall*, int> _entry;
    private readonly long _function;

    private FunctionRule(long entry, long function, string name, RuleProperties properties)
    {
        _entry = (delegate* unmanaged[Cdecl]<FunctionCall*, int>)entry;
        _function = function;
        Name = name;
        Properties = properties;
    }

    public override string Name { get; }

    public override RuleProperties Properties { get; }

    public override bool HasMeanDrive => true;

    public static FunctionRule Read(WireReader wire)
    {
        long entry = wire.LongWhole("entry");
        if (entry == 0)
            throw Require.Refused("entry", entry, "the address of a function");
        var rule = new FunctionRule(entry, wire.LongWhole("function"), wire.Text("name"), RuleFlags.Read(wire));
        wire.Close();
        return rule;
    }

    public override void MatrixUpdate(in PlasticStep step, Span<double> change)
    {
        if (step.Rate == 0)
        {
            change.Clear();
            return;
        }

        if (step.Weights.IsEmpty)
            throw Require.Refused("units", step.Units, $"16,383 or fewer for the rule '{Name}', which keeps a matrix of changes");
        double strength = step.Network.Gain * step.Network.InputStrength;
        double[] input = new double[step.Drive.Length];
        if (strength != 0)
            TensorPrimitives.Divide(step.Drive, strength, input);
        Call(step.Units, step.Trials, step.State, step.Weights, input, step.Target, change);
        TensorPrimitives.Multiply(change, step.Rate, change);
    }

    public override void MeanDrive(in EvokedState state, Span<double> drive)
    {
        int units = drive.Length;
        double[] change = new double[units * units];
        ReadOnlySpan<double> input = state.Input.IsEmpty ? new double[units] : state.Input;
        Call(units, 1, state.Mean, state.Coupling, input, state.Target, change);
        for (int i = 0; i < units; i++)
            drive[i] = TensorPrimitives.Dot(change.AsSpan(i * units, units), state.Presynaptic);
    }

    private void Call(
        int units, int trials, ReadOnlySpan<double> state, ReadOnlySpan<double> coupling, ReadOnlySpan<double> input, ReadOnlySpan<double> target, Span<double> change)
    {
        fixed (double* x = state, j = coupling, eta = input, xi = target, g = change)
        {
            var call = new FunctionCall { Function = _function, Units = units, Trials = trials, State = x, Coupling = j, Input = eta, Target = xi, Change = g };
            if (_entry(&call) != 0)
                throw new ParameterException($"the function of the rule '{Name}' raised an exception");
        }

        if (!TensorPrimitives.IsFiniteAll<double>(change))
            Check(state, change, trials);
    }

    private void Check(ReadOnlySpan<double> state, Span<double> change, int trials)
    {
        for (int trial = 0; trial < trials; trial++)
        {
            bool runs = true, finite = true;
            for (int at = trial; at < state.Length; at += trials)
                runs &= Math.Abs(state[at]) <= Beyond;
            for (int at = trial; at < change.Length; at += trials)
                finite &= double.IsFinite(change[at]);
            if (runs && !finite)
                throw new NumericalException($"the function of the rule '{Name}' gave NaN or an infinite number");
        }
    }
}
