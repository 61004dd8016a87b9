using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>The fixed point under one input while J changes: its recurrent input, its slopes, its linear response, and how it follows.</summary>
internal sealed class SlowState(Network network, double[] drive)
{
    private const double Tolerance = 1e-9, RelaxationStep = 0.2, SettledEnough = 1e-3, WorthKeeping = 0.2, Refined = 1e-4, WorthRefining = 0.5;
    private const int NewtonSteps = 25, RelaxationSteps = 10_000, SettlingSteps = 1000, RefinementSteps = 12;

    private readonly int _units = network.Units;
    private readonly LuFactors _factors = new(network.Units);
    private readonly double[] _residual = new double[network.Units];
    private readonly double[] _step = new double[network.Units];

    /// <summary>u = J x of the last product.</summary>
    public double[] Recurrent { get; } = new double[network.Units];

    /// <summary>g = β φ'(h) of the last linearisation.</summary>
    public double[] Slopes { get; } = new double[network.Units];

    /// <summary>How many refinements the last solution took: the more, the less the factors fit.</summary>
    public int Refinements { get; private set; }

    public void Product(double[] coupling, double[] state)
    {
        for (int i = 0; i < _units; i++)
            Recurrent[i] = TensorPrimitives.Dot<double>(coupling.AsSpan(i * _units, _units), state);
    }

    /// <summary>Factors 1 − diag(g) J at a state whose product has been taken; false where it is singular.</summary>
    public bool Linearise(double[] coupling, double[] state)
    {
        Product(coupling, state);
        TakeSlopes();
        Span<double> matrix = _factors.Matrix;
        for (int i = 0; i < _units; i++)
        {
            Span<double> row = matrix.Slice(i * _units, _units);
            TensorPrimitives.Multiply(coupling.AsSpan(i * _units, _units), -Slopes[i], row);
            row[i] += 1;
        }

        return _factors.Factor();
    }

    /// <summary>
    /// χ (g ∘ b) at a state whose product has been taken: refined with the factors at hand from what is in solved, the factors made anew where
    /// that does not arrive soon; false where they cannot be.
    /// </summary>
    public bool SolveFrom(double[] coupling, double[] state, double[] b, double[] solved)
    {
        TakeSlopes();
        double before = double.PositiveInfinity, wanted = 0;
        for (int i = 0; i < _units; i++)
            wanted = Math.Max(wanted, Math.Abs(Slopes[i] * b[i]));
        for (int k = 0; k < RefinementSteps; k++)
        {
            double size = 0;
            for (int i = 0; i < _units; i++)
            {
                double fed = TensorPrimitives.Dot<double>(coupling.AsSpan(i * _units, _units), solved);
                _residual[i] = (Slopes[i] * (b[i] + fed)) - solved[i];
                size = Math.Max(size, Math.Abs(_residual[i]));
            }

            Refinements = k;
            if (size <= Refined * wanted)
                return true;
            if (!(size < WorthRefining * before))
                break;
            before = size;
            _factors.Solve(_residual, _step);
            TensorPrimitives.Add(solved, _step, solved);
        }

        if (!Linearise(coupling, state))
            return false;
        Refinements = 0;
        TensorPrimitives.Multiply(Slopes, b, _residual);
        _factors.Solve(_residual, solved);
        return true;
    }

    /// <summary>Lets the state fall from 0 to its fixed point; false where it does not arrive.</summary>
    public bool Settle(double[] coupling, double[] state)
    {
        Array.Clear(state);
        for (int k = 0; k < SettlingSteps && Residual(coupling, state) > SettledEnough; k++)
            TensorPrimitives.MultiplyAdd(_residual, RelaxationStep, state, state);
        if (Linearise(coupling, state) && Follow(coupling, state))
            return true;
        Array.Clear(state);
        return Relax(coupling, state);
    }

    /// <summary>
    /// Newton's iteration from a state that is near, with the factors of the last linearisation for as long as they serve; false where it
    /// does not arrive.
    /// </summary>
    public bool Follow(double[] coupling, double[] state)
    {
        double size = Residual(coupling, state);
        for (int k = 0; k < NewtonSteps && size > Tolerance; k++)
        {
            if (!double.IsFinite(size))
                return false;
            _factors.Solve(_residual, _step);
            TensorPrimitives.Add(state, _step, state);
            double before = size;
            size = Residual(coupling, state);
            if (size > WorthKeeping * before && (!double.IsFinite(size) || !Linearise(coupling, state)))
                return false;
        }

        return size <= Tolerance;
    }

    /// <summary>Lets the state fall to where the dynamics leads, then follows; false where that is no fixed point.</summary>
    public bool Relax(double[] coupling, double[] state)
    {
        for (int k = 0; k < RelaxationSteps; k++)
        {
            if (Residual(coupling, state) < 1e-6)
                break;
            TensorPrimitives.MultiplyAdd(_residual, RelaxationStep, state, state);
        }

        return Linearise(coupling, state) && Follow(coupling, state);
    }

    private void TakeSlopes()
    {
        for (int i = 0; i < _units; i++)
            Slopes[i] = network.Gain * network.Transfer.Slope((network.Gain * Recurrent[i]) + drive[i]);
    }

    private double Residual(double[] coupling, double[] state)
    {
        Product(coupling, state);
        for (int i = 0; i < _units; i++)
            _residual[i] = network.Transfer.Value((network.Gain * Recurrent[i]) + drive[i]) - state[i];
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(_residual));
    }
}
