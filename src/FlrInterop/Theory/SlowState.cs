using System.Numerics.Tensors;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>The fixed point under one input while J changes: its recurrent input, its slopes, its linear response, and how it follows.</summary>
internal sealed class SlowState(Network network, double[] drive)
{
    private const double Tolerance = 1e-10, RelaxationStep = 0.2, WorthKeeping = 0.2;
    private const int NewtonSteps = 25, RelaxationSteps = 5000;

    private readonly int _units = network.Units;
    private readonly LuFactors _factors = new(network.Units);
    private readonly double[] _residual = new double[network.Units];
    private readonly double[] _step = new double[network.Units];

    /// <summary>u = J x of the last product.</summary>
    public double[] Recurrent { get; } = new double[network.Units];

    /// <summary>g = β φ'(h) of the last linearisation.</summary>
    public double[] Slopes { get; } = new double[network.Units];

    public void Product(double[] coupling, double[] state)
    {
        for (int i = 0; i < _units; i++)
            Recurrent[i] = TensorPrimitives.Dot<double>(coupling.AsSpan(i * _units, _units), state);
    }

    /// <summary>Factors 1 − diag(g) J at a state whose product has been taken; false where it is singular.</summary>
    public bool Linearise(double[] coupling, double[] state)
    {
        Product(coupling, state);
        Span<double> matrix = _factors.Matrix;
        for (int i = 0; i < _units; i++)
        {
            Slopes[i] = network.Gain * network.Transfer.Slope((network.Gain * Recurrent[i]) + drive[i]);
            Span<double> row = matrix.Slice(i * _units, _units);
            TensorPrimitives.Multiply(coupling.AsSpan(i * _units, _units), -Slopes[i], row);
            row[i] += 1;
        }

        return _factors.Factor();
    }

    /// <summary>χ b of the last linearisation.</summary>
    public void Solve(double[] b, double[] solved) => _factors.Solve(b, solved);

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

    private double Residual(double[] coupling, double[] state)
    {
        Product(coupling, state);
        for (int i = 0; i < _units; i++)
            _residual[i] = network.Transfer.Value((network.Gain * Recurrent[i]) + drive[i]) - state[i];
        return Math.Abs(TensorPrimitives.MaxMagnitude<double>(_residual));
    }
}
