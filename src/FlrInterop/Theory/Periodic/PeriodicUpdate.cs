using System.Numerics.Tensors;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Ḡ: what a rule changes, averaged over a period. It is a sum of products of two vectors, a noise term and, for a bounded rule, a decay of rows.</summary>
/// <remarks>⟨Re(a e^{ikφ}) Re(b e^{ikφ})ᵀ⟩ = ½ (Re a Re bᵀ + Im a Im bᵀ) for k ≥ 1, and a bᵀ for k = 0.</remarks>
internal sealed class PeriodicUpdate
{
    private readonly List<(double[] Left, double[] Right)> _products = [];
    private readonly int _units;
    private NdArray<double>? _covariance;
    private ReadoutErrorRule? _projection;
    private double[]? _decay;

    private PeriodicUpdate(int units) => _units = units;

    /// <summary>Ḡ of a rule.</summary>
    /// <param name="rule">hebbian, error-driven, kurikawa-kaneko or readout-error.</param>
    /// <param name="target">ξ_k.</param>
    /// <param name="activity">X_k.</param>
    /// <param name="recurrent">(J x)_k; needed by a bounded rule.</param>
    /// <param name="covariance">C; null leaves the noise term out.</param>
    /// <returns>Ḡ.</returns>
    public static PeriodicUpdate Of(LearningRule rule, Complex[][] target, Complex[][] activity, Complex[][] recurrent, NdArray<double>? covariance)
    {
        var made = new PeriodicUpdate(activity[0].Length);
        bool hebbian = rule is HebbianRule;
        if (!hebbian && rule is not (ErrorDrivenRule or KurikawaKanekoRule or ReadoutErrorRule))
        {
            throw new ParameterException(
                $"the rule '{rule.Name}' has no average over a period here, expected hebbian, error-driven, kurikawa-kaneko or readout-error. Hint: measure its speed");
        }

        made._projection = rule as ReadoutErrorRule;
        made._covariance = hebbian ? null : covariance;
        for (int k = 0; k < activity.Length; k++)
        {
            Complex[] left = hebbian ? target[k] : [.. target[k].Zip(activity[k], (a, b) => a - b)];
            made.Add(left, activity[k], k);
        }

        if (rule is KurikawaKanekoRule)
            made._decay = Mean(target, activity, recurrent);
        return made;
    }

    /// <summary>Ḡ x, with u = J x.</summary>
    public void Apply(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, Span<double> drive)
    {
        drive.Clear();
        foreach ((double[] left, double[] right) in _products)
            TensorPrimitives.MultiplyAdd(left, TensorPrimitives.Dot(right, state), drive, drive);
        if (_covariance is not null)
        {
            for (int i = 0; i < _units; i++)
                drive[i] -= TensorPrimitives.Dot(_covariance.Row(i), state) / _units;
        }

        if (_projection is not null)
            _projection.Project(drive.ToArray(), drive);
        if (_decay is not null)
        {
            for (int i = 0; i < _units; i++)
                drive[i] -= _decay[i] * recurrent[i];
        }
    }

    /// <summary>Ḡ X_k.</summary>
    public Complex[] Apply(Complex[] component, Complex[] recurrent)
    {
        double[] real = new double[_units], imaginary = new double[_units];
        Apply([.. component.Select(z => z.Real)], [.. recurrent.Select(z => z.Real)], real);
        Apply([.. component.Select(z => z.Imaginary)], [.. recurrent.Select(z => z.Imaginary)], imaginary);
        return [.. real.Zip(imaginary, (a, b) => new Complex(a, b))];
    }

    private void Add(Complex[] left, Complex[] right, int harmonic)
    {
        double weight = (harmonic == 0 ? 1 : 0.5) / _units;
        if (Array.TrueForAll(left, z => z == Complex.Zero) || Array.TrueForAll(right, z => z == Complex.Zero))
            return;
        _products.Add(([.. left.Select(z => weight * z.Real)], [.. right.Select(z => z.Real)]));
        if (harmonic > 0)
            _products.Add(([.. left.Select(z => weight * z.Imaginary)], [.. right.Select(z => z.Imaginary)]));
    }

    /// <summary>⟨(ξ − x) ∘ u⟩ / N.</summary>
    private static double[] Mean(Complex[][] target, Complex[][] activity, Complex[][] recurrent)
    {
        double[] mean = new double[activity[0].Length];
        for (int k = 0; k < activity.Length; k++)
        {
            for (int i = 0; i < mean.Length; i++)
                mean[i] += (k == 0 ? 1 : 0.5) * ((target[k][i] - activity[k][i]) * Complex.Conjugate(recurrent[k][i])).Real / mean.Length;
        }

        return mean;
    }
}
