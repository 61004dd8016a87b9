using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>The mean activity under a periodic input, x̄(t) = Re Σ X_k e^{ikωt}.</summary>
public sealed class PeriodicActivity
{
    internal PeriodicActivity(double omega, NdArray<Complex> components)
    {
        Omega = omega;
        Components = components;
    }

    /// <summary>ω, in 1/τ (simulated) or 1/s (recorded).</summary>
    public double Omega { get; }

    /// <summary>X_k, shape (maps, harmonics + 1, units), complex128, dimensionless.</summary>
    public NdArray<Complex> Components { get; }

    /// <summary>From components that are known.</summary>
    /// <param name="omega">ω, above 0.</param>
    /// <param name="components">X_k, shape (maps, harmonics + 1, units), finite; not copied.</param>
    /// <returns>The activity.</returns>
    /// <exception cref="ShapeException">Another number of axes.</exception>
    /// <exception cref="ParameterException">A number is not finite or ω is not above 0.</exception>
    public static PeriodicActivity FromComponents(double omega, NdArray<Complex> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        Require.Shape(components.Shape, nameof(components), "(maps, harmonics + 1, units)", -1, -1, -1);
        Require.AtLeast(components.Length, 1, "the elements of components");
        foreach (Complex value in components.Span)
        {
            if (!Complex.IsFinite(value))
                throw new ParameterException("components has a number that is not finite, expected finite numbers");
        }

        return new PeriodicActivity(Require.Positive(omega), components);
    }

    /// <summary>From samples over whole periods that begin where the input's phase is 0.</summary>
    /// <param name="samples">Shape (maps, trials, times, units), finite; times beyond the last whole period are not used.</param>
    /// <param name="step">The time from one sample to the next, above 0.</param>
    /// <param name="omega">ω, above 0.</param>
    /// <param name="harmonics">The harmonics, 0 or more, fewer than half the samples of a period.</param>
    /// <returns>The components of the mean over trials and periods.</returns>
    /// <exception cref="ShapeException">Another number of axes, or less than one period.</exception>
    /// <exception cref="ParameterException">A number is not finite or out of range.</exception>
    public static PeriodicActivity FromSamples(NdArray<double> samples, double step, double omega, int harmonics = 3)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Require.Shape(samples.Shape, nameof(samples), "(maps, trials, times, units)", -1, -1, -1, -1);
        Require.AllFinite(samples.Span, nameof(samples));
        Require.Positive(step);
        Require.Positive(omega);
        int maps = samples.Shape[0], trials = samples.Shape[1], times = samples.Shape[2], units = samples.Shape[3];
        double perPeriod = 2 * Math.PI / omega / step;
        int used = (int)Math.Round(Math.Floor((times / perPeriod) + 1e-9) * perPeriod);
        if (used < 1 || samples.Length == 0)
            throw new ShapeException($"samples has {times} times, expected one period or more: {Math.Ceiling(perPeriod)}");
        if (harmonics < 0 || 2 * harmonics >= perPeriod)
            throw Require.Refused(nameof(harmonics), harmonics, FormattableString.Invariant($"from 0 to below half the samples of a period, {perPeriod / 2:g4}"));
        NdArray<Complex> components = NdArray<Complex>.Create(out Span<Complex> values, maps, harmonics + 1, units);
        values.Clear();
        for (int run = 0; run < maps * trials; run++)
        {
            for (int t = 0; t < used; t++)
            {
                ReadOnlySpan<double> now = samples.Span.Slice(((run * times) + t) * units, units);
                for (int k = 0; k <= harmonics; k++)
                {
                    Complex turn = (k == 0 ? 1.0 : 2.0) / used / trials * Complex.Exp(new Complex(0, -k * omega * step * t));
                    Span<Complex> own = values.Slice((((run / trials) * (harmonics + 1)) + k) * units, units);
                    for (int i = 0; i < units; i++)
                        own[i] += turn * now[i];
                }
            }
        }

        return new PeriodicActivity(omega, components);
    }

    /// <summary>X_k of one map, k = 0 … harmonics; the components that are not there are 0.</summary>
    internal Complex[][] Of(int map, int harmonics)
    {
        NdArray<Complex> own = Components.At(map);
        return [.. Enumerable.Range(0, harmonics + 1).Select(k => k < own.Shape[0] ? own.At(k).ToArray() : new Complex[own.Shape[1]])];
    }
}
