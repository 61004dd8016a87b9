using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Inputs and targets over one period, from the user's arrays; the series repeats.</summary>
/// <remarks>Its speed is the fall of the error, E = ⟨|ξ(t) − x(t)|²⟩ / N: every unit is a readout. Kept are the harmonics asked for.</remarks>
public sealed class TimeSeries : PeriodicTask
{
    private readonly Complex[][][] _inputs;
    private readonly Complex[][][] _targets;
    private readonly double[][] _readouts;

    /// <summary>A task from its arrays.</summary>
    /// <param name="inputs">η, shape (times, units) or (maps, times, units), finite, one period.</param>
    /// <param name="targets">ξ, shape as <paramref name="inputs"/>, finite.</param>
    /// <param name="step">The time from one sample to the next, above 0, in τ.</param>
    /// <param name="harmonics">The harmonics kept, 0 or more, fewer than half the times; null for at most 8.</param>
    /// <exception cref="ShapeException">The shapes differ, or there are fewer than three times.</exception>
    /// <exception cref="ParameterException">A number is not finite or out of range.</exception>
    public TimeSeries(NdArray<double> inputs, NdArray<double> targets, double step, int? harmonics = null)
        : base(
            Checked(inputs).Shape[^1],
            inputs.Rank == 3 ? inputs.Shape[0] : 1,
            2 * Math.PI / (Require.Positive(step) * inputs.Shape[^2]),
            Kept(harmonics, inputs.Shape[^2]),
            inputs.Shape[^1])
    {
        ArgumentNullException.ThrowIfNull(targets);
        Require.Shape(targets.Shape, nameof(targets), "the shape of inputs", inputs.Shape);
        Require.AllFinite(inputs.Span, nameof(inputs));
        Require.AllFinite(targets.Span, nameof(targets));
        Inputs = inputs;
        Targets = targets;
        Step = step;
        _inputs = Components(inputs);
        _targets = Components(targets);
        _readouts = [.. Enumerable.Range(0, Units).Select(i =>
        {
            double[] own = new double[Units];
            own[i] = Math.Sqrt(Units);
            return own;
        })];
    }

    /// <summary>η, shape (times, units) or (maps, times, units), float64, as given.</summary>
    public NdArray<double> Inputs { get; }

    /// <summary>ξ, shape as <see cref="Inputs"/>, float64, as given.</summary>
    public NdArray<double> Targets { get; }

    /// <summary>The time from one sample to the next, in τ.</summary>
    public double Step { get; }

    /// <inheritdoc/>
    public override string Kind => "time-series";

    /// <inheritdoc/>
    public override bool IsReadout => true;

    /// <inheritdoc/>
    public override Complex[] Input(int map, int harmonic) => Of(_inputs, map, harmonic);

    /// <inheritdoc/>
    public override Complex[] Target(int map, int harmonic) => Of(_targets, map, harmonic);

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Readout(int map, int readout) => _readouts[readout];

    /// <inheritdoc/>
    public override Complex Curve(int map, int readout, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic <= Harmonics ? _targets[map][harmonic][readout] / Math.Sqrt(Units) : Complex.Zero;
    }

    private Complex[] Of(Complex[][][] components, int map, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic <= Harmonics ? [.. components[map][harmonic]] : new Complex[Units];
    }

    private Complex[][][] Components(NdArray<double> series)
    {
        int times = series.Shape[^2];
        var made = new Complex[Maps][][];
        for (int map = 0; map < Maps; map++)
            made[map] = Fourier.Components(series.Span.Slice(map * times * Units, times * Units), Units, Harmonics);
        return made;
    }

    private static NdArray<double> Checked(NdArray<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Rank is not (2 or 3) || inputs.Shape[^2] < 3 || inputs.Length == 0)
            throw new ShapeException($"inputs has shape {NdShape.Text(inputs.Shape)}, expected (times, units) or (maps, times, units) with 3 times or more");
        return inputs;
    }

    private static int Kept(int? harmonics, int times)
    {
        const int most = 8;
        int limit = (times - 1) / 2;
        int kept = harmonics ?? Math.Min(most, limit);
        return kept >= 0 && kept <= limit ? kept : throw Require.Refused(nameof(harmonics), kept, $"from 0 to (times − 1) / 2 = {limit}");
    }
}
