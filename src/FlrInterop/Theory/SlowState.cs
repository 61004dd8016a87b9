using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>The fixed point under one input while J changes: its recurrent input, its slopes, its linear response, and how it follows.</summary>
internal sealed class SlowState(Network network, SlowCoupling coupling)
{
    private const double Tolerance = 1e-7, RelaxationStep = 0.2, SettledEnough = 1e-3, WorthKeeping = 0.4, Refined = 1e-4, WorthRefining = 0.5;
    private const int NewtonSteps = 25, RelaxationSteps = 10_000, SettlingSteps = 1000, RefinementSteps = 12;

    private readonly LuFactors<float> _factors = new(network.Units);
    private readonly float[] _single = new float[network.Units];
    private readonly double[] _recurrent = new double[network.Units];
    private readonly double[] _values = new double[network.Units];
    private readonly double[] _slopes = new double[network.Units];
    private readonly double[] _wanted = new double[network.Units];
    private readonly double[] _residual = new double[network.Units];
    private readonly double[] _step = new double[network.Units];
    private double[] _drive = [];

    /// <summary>u = J x of the state last looked at.</summary>
    public ReadOnlySpan<double> Recurrent => _recurrent;

    /// <summary>How many refinements the last solution took: the more, the less the factors fit.</summary>
    public int Refinements { get; private set; }

    /// <summary>Goes on to another input.</summary>
    public void Begin(double[] drive) => _drive = drive;

    /// <summary>J x and φ(h) of a state; the largest of φ(h) − x.</summary>
    public double Look(ReadOnlySpan<double> state)
    {
        coupling.Product(state, _recurrent);
        TensorPrimitives.MultiplyAdd(_recurrent, network.Gain, _drive, _values);
        TransferVector.Values(network.Transfer, _values, _values);
        TensorPrimitives.Subtract(_values, state, _residual);
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(_residual));
    }

    /// <summary>Factors 1 − diag(g) J at the state last looked at; false where it is singular.</summary>
    public bool Linearise()
    {
        TakeSlopes();
        coupling.Fill(_factors, _slopes);
        return _factors.Factor();
    }

    /// <summary>
    /// χ (g ∘ b) at the state last looked at: refined with the factors at hand from what is in solved, the factors made anew where
    /// that does not arrive soon; false where they cannot be.
    /// </summary>
    public bool SolveFrom(ReadOnlySpan<double> b, Span<double> solved)
    {
        TakeSlopes();
        TensorPrimitives.Multiply(_slopes, b, _wanted);
        double before = double.PositiveInfinity, wanted = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_wanted));
        for (int k = 0; k < RefinementSteps; k++)
        {
            coupling.Product(solved, _residual);
            TensorPrimitives.MultiplyAdd(_residual, _slopes, _wanted, _residual);
            TensorPrimitives.Subtract(_residual, solved, _residual);
            double size = Math.Abs(TensorPrimitives.MaxMagnitude<double>(_residual));
            Refinements = k;
            if (size <= Refined * wanted)
                return true;
            double ratio = size / before;
            if (!(ratio < WorthRefining))
                break;
            before = size;
            Precondition(_residual, _step);
            TensorPrimitives.Add(solved, _step, solved);
            // As the last refinement did, this one arrives.
            if (k > 0 && size * ratio <= Refined * wanted)
            {
                Refinements = k + 1;
                return true;
            }
        }

        if (!Linearise())
            return false;
        Refinements = 0;
        Precondition(_wanted, solved);
        return true;
    }

    /// <summary>Lets the state fall from 0 to its fixed point; false where it does not arrive.</summary>
    public bool Settle(Span<double> state)
    {
        state.Clear();
        for (int k = 0; k < SettlingSteps && Look(state) > SettledEnough; k++)
            TensorPrimitives.MultiplyAdd(_residual, RelaxationStep, state, state);
        if (Linearise() && Follow(state))
            return true;
        state.Clear();
        return Relax(state);
    }

    /// <summary>
    /// Newton's iteration from a state that is near, with the factors of the last linearisation for as long as they serve; false where it
    /// does not arrive.
    /// </summary>
    /// <param name="state">x; overwritten.</param>
    /// <param name="anew">Whether the factors are to be made anew at once.</param>
    public bool Follow(Span<double> state, bool anew = false)
    {
        double size = Look(state);
        if (anew && !Linearise())
            return false;
        for (int k = 0; k < NewtonSteps && size > Tolerance; k++)
        {
            if (!double.IsFinite(size))
                return false;
            Precondition(_residual, _step);
            TensorPrimitives.Add(state, _step, state);
            double before = size;
            size = Look(state);
            if (size > Tolerance && size > WorthKeeping * before && (!double.IsFinite(size) || !Linearise()))
                return false;
        }

        return size <= Tolerance;
    }

    /// <summary>Lets the state fall to where the dynamics leads, then follows; false where that is no fixed point.</summary>
    public bool Relax(Span<double> state)
    {
        for (int k = 0; k < RelaxationSteps && Look(state) >= 1e-6; k++)
            TensorPrimitives.MultiplyAdd(_residual, RelaxationStep, state, state);
        return Linearise() && Follow(state);
    }

    /// <summary>What the factors at hand make of a residual: single precision does, since what it lacks is left for the next refinement.</summary>
    private void Precondition(ReadOnlySpan<double> residual, Span<double> step)
    {
        TensorPrimitives.ConvertTruncating(residual, _single.AsSpan());
        _factors.Solve(_single, _single);
        TensorPrimitives.ConvertTruncating<float, double>(_single, step);
    }

    private void TakeSlopes()
    {
        TransferVector.Slopes(network.Transfer, _values, _slopes);
        TensorPrimitives.Multiply(_slopes, network.Gain, _slopes);
    }
}
