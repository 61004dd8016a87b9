using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// The error of all targets while activity and response stay as they are: de/ds = −K e, K_ba = S_b x̄_aᵀx̄_b / (N targets), s = ε t; so that
/// e(s) = exp(−K s) e(0), a linear system of 2 × targets numbers.
/// </summary>
internal sealed class FrozenKernel
{
    private const int Doublings = 60, Scans = 16, Bisections = 50;
    private readonly Matrix<double> _matrix;
    private readonly Vector<double> _initial;
    private readonly Vector<double> _directions;
    private readonly double _wanted;
    private readonly int _targets;

    public FrozenKernel(IReadOnlyList<Planar> responses, NdArray<double> gram, NdArray<double> directions, double[] errors, double wanted)
    {
        _targets = directions.Shape[0];
        _wanted = wanted;
        _initial = Vector<double>.Build.Dense(errors);
        _directions = Vector<double>.Build.Dense(directions.ToArray());
        _matrix = Matrix<double>.Build.Dense(2 * _targets, 2 * _targets);
        for (int b = 0; b < _targets; b++)
        {
            Planar s = responses[b];
            for (int a = 0; a < _targets; a++)
            {
                double weight = -gram[a, b] / _targets;
                (_matrix[2 * b, 2 * a], _matrix[2 * b, (2 * a) + 1]) = (weight * s.XX, weight * s.XY);
                (_matrix[(2 * b) + 1, 2 * a], _matrix[(2 * b) + 1, (2 * a) + 1]) = (weight * s.YX, weight * s.YY);
            }
        }
    }

    /// <summary>The progress of each target at a time s.</summary>
    public double[] Progress(double time)
    {
        Vector<double> error = MatrixExponential.Of(_matrix * time) * _initial;
        double[] progress = new double[_targets];
        for (int b = 0; b < _targets; b++)
            progress[b] = _wanted - (_directions[2 * b] * error[2 * b]) - (_directions[(2 * b) + 1] * error[(2 * b) + 1]);
        return progress;
    }

    /// <summary>The first time at which the mean progress has reached a fraction of v*; infinite where it never does.</summary>
    public double TimeTo(double fraction)
    {
        double level = fraction * _wanted;
        if (Mean(_initial) >= level)
            return 0;
        double size = _matrix.InfinityNorm();
        if (!(size > 0) || !double.IsFinite(size))
            return double.PositiveInfinity;
        Vector<double> error = _initial;
        double start = 0, length = 1 / (4 * size);
        for (int doubling = 0; doubling < Doublings; doubling++)
        {
            Matrix<double> part = MatrixExponential.Of(_matrix * (length / Scans));
            for (int scan = 0; scan < Scans; scan++)
            {
                Vector<double> next = part * error;
                if (!double.IsFinite(next.Sum()))
                    return double.PositiveInfinity;
                if (Mean(next) >= level)
                    return Bisect(error, start, length / Scans, level);
                error = next;
                start += length / Scans;
            }

            length = start;
        }

        return double.PositiveInfinity;
    }

    private double Bisect(Vector<double> error, double start, double length, double level)
    {
        double low = 0, high = length;
        for (int k = 0; k < Bisections; k++)
        {
            double middle = 0.5 * (low + high);
            if (Mean(MatrixExponential.Of(_matrix * middle) * error) >= level)
                high = middle;
            else
                low = middle;
        }

        return start + high;
    }

    private double Mean(Vector<double> error) => _wanted - (_directions.DotProduct(error) / _targets);
}
