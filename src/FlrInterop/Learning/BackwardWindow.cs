using System.Numerics;
using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>The last steps of a chunk of trials, and the way back through them: entries (unit, trial), the trial running fastest.</summary>
internal sealed class BackwardWindow(int units, int trials, int length)
{
    private readonly double[][] _states = new double[length][];
    private readonly double[][] _slopes = new double[length][];
    private readonly double[] _error = new double[units * trials];
    private readonly double[] _credit = new double[units * trials];
    private readonly double[] _back = new double[units * trials];
    private int _count;
    private int _next;

    /// <summary>Δ = ε · step · G of the error at the state of the moment; then the window moves on by one step.</summary>
    public void Update(in PlasticStep step, Span<double> change)
    {
        change.Clear();
        if (step.Rate != 0)
        {
            TensorPrimitives.Subtract(step.Target, step.State, _error);
            for (int back = 1; back <= _count; back++)
            {
                int place = (_next - back + length) % length;
                TensorPrimitives.Multiply(_slopes[place], _error, _credit);
                Product(step.Weights);
                for (int at = 0; at < _error.Length; at++)
                    _error[at] += step.Step * (_back[at] - _error[at]);
                TensorPrimitives.Multiply(_credit, step.Rate * step.Step / units, _credit);
                AddOuter(_states[place], change);
            }
        }

        Remember(step);
    }

    private void Remember(in PlasticStep step)
    {
        double[] state = _states[_next] ??= new double[units * trials], slopes = _slopes[_next] ??= new double[units * trials];
        step.State.CopyTo(state);
        double gain = step.Network.Gain;
        for (int at = 0; at < slopes.Length; at++)
            slopes[at] = gain * step.Network.Transfer.Slope((gain * step.RecurrentInput[at]) + step.Drive[at]);
        _next = (_next + 1) % length;
        _count = Math.Min(_count + 1, length);
    }

    /// <summary>Jᵀ times the credit.</summary>
    private void Product(ReadOnlySpan<double> weights)
    {
        Array.Clear(_back);
        int row = units * trials, wide = Vector<double>.Count;
        for (int i = 0; i < units; i++)
        {
            ReadOnlySpan<double> own = weights.Slice(i * row, row), credit = _credit.AsSpan(i * trials, trials);
            if (trials % wide == 0)
            {
                for (int t = 0; t < trials; t += wide)
                {
                    var factor = new Vector<double>(credit[t..]);
                    for (int at = t; at < row; at += trials)
                        (new Vector<double>(_back.AsSpan(at)) + (factor * new Vector<double>(own[at..]))).CopyTo(_back.AsSpan(at));
                }

                continue;
            }

            for (int at = 0; at < row; at++)
                _back[at] += credit[at % trials] * own[at];
        }
    }

    private void AddOuter(double[] state, Span<double> change)
    {
        int row = units * trials, wide = Vector<double>.Count;
        for (int i = 0; i < units; i++)
        {
            Span<double> own = change.Slice(i * row, row);
            ReadOnlySpan<double> credit = _credit.AsSpan(i * trials, trials);
            if (trials % wide == 0)
            {
                for (int t = 0; t < trials; t += wide)
                {
                    var factor = new Vector<double>(credit[t..]);
                    for (int at = t; at < row; at += trials)
                        (new Vector<double>(own[at..]) + (factor * new Vector<double>(state.AsSpan(at)))).CopyTo(own[at..]);
                }

                continue;
            }

            for (int at = 0; at < row; at++)
                own[at] += credit[at % trials] * state[at];
        }
    }
}
