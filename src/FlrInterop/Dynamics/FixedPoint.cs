using System.Globalization;
using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Finds the state x* = φ(β(J x* + γ η)) that a network settles to without noise.</summary>
/// <remarks>
/// The state is first relaxed by Euler steps from the start, so that the fixed point found is the one whose basin the start lies in;
/// then a damped Newton iteration on F(x) = φ(β(J x + γ η)) − x brings it to rounding.
/// </remarks>
public static class FixedPoint
{
    /// <summary>The residual max |F| below which a state counts as a fixed point.</summary>
    public const double Tolerance = 1e-13;

    private const int RelaxationSteps = 150;
    private const double RelaxationStep = 0.2;
    private const int MaxIterations = 60;
    private const double SmallestDamping = 1.0 / 1024;

    /// <summary>The fixed point that is reached from 0 (or from a given state).</summary>
    /// <param name="network">The network; its noise plays no part.</param>
    /// <param name="input">η, shape (units,); null for none.</param>
    /// <param name="initial">Where to start, shape (units,); null for 0.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The state, with a status that says when the iteration has not converged.</returns>
    /// <exception cref="ShapeException">The input or the start has another length than the network.</exception>
    public static FixedPointResult Find(
        Network network, NdArray<double>? input = null, NdArray<double>? initial = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        int units = network.Units;
        CheckVector(input, nameof(input), units);
        CheckVector(initial, nameof(initial), units);
        NdArray<double> found = NdArray<double>.Create(out Span<double> state, units);
        if (initial is null)
            state.Clear();
        else
            initial.Span.CopyTo(state);

        var map = new RateMap(network, input);
        double[] next = new double[units];
        for (int k = 0; k < RelaxationSteps; k++)
        {
            map.Residual(state, next);

            // At rest already: further steps would change nothing.
            if (TensorPrimitives.MaxMagnitude<double>(next) == 0)
                break;
            TensorPrimitives.MultiplyAdd(next, RelaxationStep, state, state);
        }

        (double residual, int iterations) = Newton(map, state, cancellation);
        NdArray<double> totalInput = NdArray<double>.Create(out Span<double> h, units);
        map.TotalInput(state, h);
        return new FixedPointResult
        {
            State = found,
            TotalInput = totalInput,
            Residual = residual,
            Iterations = iterations,
            Status = residual <= Tolerance
                ? RunStatus.Completed
                : string.Create(CultureInfo.InvariantCulture, $"not converged: residual {residual:g3} after {iterations} iterations"),
        };
    }

    private static (double Residual, int Iterations) Newton(RateMap map, Span<double> state, CancellationToken cancellation)
    {
        int units = state.Length;
        double[] residual = new double[units], trial = new double[units], trialResidual = new double[units];
        map.Residual(state, residual);
        double size = Size(residual);
        int iterations = 0;
        for (; iterations < MaxIterations && size > 0 && double.IsFinite(size); iterations++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] step = map.Response(state).Solve(residual);
            double damping = 1, trialSize;
            do
            {
                TensorPrimitives.MultiplyAdd(step, damping, state, trial);
                map.Residual(trial, trialResidual);
                trialSize = Size(trialResidual);
                damping /= 2;
            }
            while (!(trialSize < size) && damping >= SmallestDamping);
            if (!(trialSize < size))
                break;
            trial.CopyTo(state);
            (residual, trialResidual) = (trialResidual, residual);
            size = trialSize;
        }

        return (size, iterations);
    }

    private static double Size(ReadOnlySpan<double> residual)
    {
        double size = Math.Abs(TensorPrimitives.MaxMagnitude(residual));
        return double.IsNaN(size) ? double.PositiveInfinity : size;
    }

    private static void CheckVector(NdArray<double>? vector, string what, int units)
    {
        if (vector is null)
            return;
        Require.Shape(vector.Shape, what, "(units,)", units);
        Require.AllFinite(vector.Span, what);
    }
}
