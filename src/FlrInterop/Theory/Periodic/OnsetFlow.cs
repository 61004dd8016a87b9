using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>
/// The slow flow of Hebbian learning of one wave: J = J₀ + Re(ξ₁ aᴴ) / 2N with da/ds = X₁, and X₁ the response of the current network to the input.
/// </summary>
/// <remarks>
/// As ξ₁ stays, the change of J has rank 2 for ever: X₁ = χ₀(ω) (g ∘ (γ η₁ + ΔJ X₁)) is a 2 × 2 system. Onset is where diag(g)(J₀ + ΔJ) − 1 has its first
/// eigenvalue with real part 0.
/// </remarks>
internal sealed class OnsetFlow
{
    private const int StepsToFrozen = 2000, StepsBetweenLooks = 40, MostSteps = 5 * StepsToFrozen;
    private const double Precision = 1e-4;
    private readonly Matrix<double> _generator;
    private readonly Vector<double> _cosine, _sine;
    private readonly Vector<Complex> _driven, _fromCosine, _fromSine;
    private readonly double[] _slopes;
    private readonly int _units;

    /// <param name="generator">diag(g) J₀ − 1.</param>
    /// <param name="slopes">g.</param>
    /// <param name="target">ξ₁.</param>
    /// <param name="input">γ η₁.</param>
    /// <param name="omega">ω.</param>
    public OnsetFlow(Matrix<double> generator, double[] slopes, Complex[] target, Complex[] input, double omega)
    {
        _generator = generator;
        _slopes = slopes;
        _units = slopes.Length;
        _cosine = Vector<double>.Build.Dense(_units, i => target[i].Real);
        _sine = Vector<double>.Build.Dense(_units, i => target[i].Imaginary);
        var shifted = Matrix<Complex>.Build.Dense(_units, _units, (i, j) => (i == j ? new Complex(0, omega) : 0) - generator[i, j]).LU();
        _driven = shifted.Solve(Vector<Complex>.Build.Dense(_units, i => slopes[i] * input[i]));
        _fromCosine = shifted.Solve(Vector<Complex>.Build.Dense(_units, i => slopes[i] * target[i].Real));
        _fromSine = shifted.Solve(Vector<Complex>.Build.Dense(_units, i => slopes[i] * target[i].Imaginary));
    }

    /// <summary>Onset with activity as it was before learning; null where there is none.</summary>
    public double? Frozen()
    {
        double low = 0, high = 1 / Math.Max(double.Epsilon, _driven.L2Norm() / Math.Sqrt(_units));
        for (int k = 0; !(Leading(high * _driven).Real > 0); k++)
        {
            const int mostDoublings = 40;
            if (k == mostDoublings)
                return null;
            low = high;
            high *= 2;
        }

        while (high - low > Precision * high)
        {
            double middle = (low + high) / 2;
            (low, high) = Leading(middle * _driven).Real > 0 ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>
    /// Onset and its frequency. Steps are a small part of the frozen onset, and shorter as activity grows: near onset the response to the input itself grows
    /// without bound.
    /// </summary>
    public (double Time, double Frequency)? Onset(double frozen, CancellationToken cancellation)
    {
        double step = frozen / StepsToFrozen, time = 0, size = _driven.L2Norm();
        Vector<Complex> sum = Vector<Complex>.Build.Dense(_units);
        for (int look = 0; look * StepsBetweenLooks < MostSteps; look++)
        {
            cancellation.ThrowIfCancellationRequested();
            Vector<Complex> before = sum;
            double started = time;
            for (int k = 0; k < StepsBetweenLooks; k++)
            {
                Vector<Complex> now = Activity(sum);
                double own = step * Math.Min(1, size / now.L2Norm());
                sum += Activity(sum + (now * (own / 2))) * own;
                time += own;
            }

            Complex leading = Leading(sum);
            if (leading.Real > 0)
            {
                (double part, double frequency) = Crossing(before, sum);
                return (started + (part * (time - started)), frequency);
            }
        }

        return null;
    }

    /// <summary>X₁ at a change of J.</summary>
    private Vector<Complex> Activity(Vector<Complex> sum)
    {
        Complex aa = Form(sum, _fromCosine, real: true), ab = Form(sum, _fromSine, real: true), ba = Form(sum, _fromCosine, real: false), bb = Form(sum, _fromSine, real: false);
        Complex fa = Form(sum, _driven, real: true), fb = Form(sum, _driven, real: false);
        Complex determinant = ((1 - aa) * (1 - bb)) - (ab * ba);
        Complex a = (((1 - bb) * fa) + (ab * fb)) / determinant, b = (((1 - aa) * fb) + (ba * fa)) / determinant;
        return _driven + (_fromCosine * a) + (_fromSine * b);
    }

    /// <summary>Re aᵀ x / 2N or Im aᵀ x / 2N.</summary>
    private Complex Form(Vector<Complex> sum, Vector<Complex> activity, bool real)
    {
        Complex form = 0;
        for (int i = 0; i < _units; i++)
            form += (real ? sum[i].Real : sum[i].Imaginary) * activity[i];
        return form / (2 * _units);
    }

    private (double Part, double Frequency) Crossing(Vector<Complex> before, Vector<Complex> after)
    {
        double low = 0, high = 1;
        Complex leading = Leading(after);
        while (high - low > Precision * StepsBetweenLooks)
        {
            double middle = (low + high) / 2;
            Complex here = Leading(before + ((after - before) * middle));
            if (here.Real > 0)
                (high, leading) = (middle, here);
            else
                low = middle;
        }

        return (high, Math.Abs(leading.Imaginary));
    }

    private Complex Leading(Vector<Complex> sum)
    {
        Matrix<double> changed = _generator.Clone();
        for (int i = 0; i < _units; i++)
        {
            double a = _slopes[i] * _cosine[i] / (2 * _units), b = _slopes[i] * _sine[i] / (2 * _units);
            for (int j = 0; j < _units; j++)
                changed[i, j] += (a * sum[j].Real) + (b * sum[j].Imaginary);
        }

        return Eigenvalues.Of(changed).MaxBy(value => value.Real);
    }
}
