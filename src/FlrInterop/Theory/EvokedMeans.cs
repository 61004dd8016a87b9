using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>
/// The mean activity x̄ that each input evokes before learning, as far as the source can tell: as given, or the mean of an evoked
/// source, or the linear response χ (g γ η) of the spontaneous activity.
/// </summary>
internal sealed class EvokedMeans
{
    private readonly Activity _source;
    private readonly bool _predicted;
    private readonly bool _scaled;
    private readonly double[] _restSlopes;

    private EvokedMeans(Activity source, NdArray<double> means, bool predicted, bool scaled, double[] restSlopes)
    {
        _source = source;
        _scaled = scaled;
        Means = means;
        _predicted = predicted;
        _restSlopes = restSlopes;
        Assumptions = Describe();
    }

    /// <summary>x̄, shape (maps, units).</summary>
    public NdArray<double> Means { get; }

    public IReadOnlyList<Assumption> Assumptions { get; }

    public static EvokedMeans Of(Activity source, InputOutputMap task, PredictionOptions options, ActivityResponse response)
    {
        NdArray<double>? given = options.EvokedMean ?? options.Evoked?.Mean;
        if (given is null && source.State == ActivityState.Evoked)
            given = source.Mean;
        double[] restSlopes = RestSlopes(source);
        if (given is not null)
        {
            Require.Shape(given.Shape, "evoked", "(maps, units)", task.Maps, task.Units);
            Require.AllFinite(given.Span, "evoked");
            return new EvokedMeans(source, given, predicted: false, response.Scaled, restSlopes);
        }

        return new EvokedMeans(source, LinearResponseMeans(source, task, response, restSlopes), predicted: true, response.Scaled, restSlopes);
    }

    /// <summary>g at the evoked state of a map: β φ'(φ⁻¹(x̄)) where the mean was observed, at the spontaneous state where it was predicted, 1 where unknown.</summary>
    public void Slopes(int map, Span<double> slopes)
    {
        if (_predicted || _source.Gain is not double gain || _source.Transfer is not TransferFunction transfer || !InRange(map, transfer))
        {
            _restSlopes.CopyTo(slopes);
            return;
        }

        ReadOnlySpan<double> mean = Means.Row(map);
        for (int i = 0; i < slopes.Length; i++)
            slopes[i] = gain * transfer.Slope(transfer.Inverse(mean[i]));
    }

    /// <summary>u = φ⁻¹(x̄)/β − γ η; by the same linear response as x̄ itself (x̄/g − γ η) where a predicted x̄ leaves the range of φ.</summary>
    public bool RecurrentInput(int map, ReadOnlySpan<double> input, Span<double> recurrent)
    {
        if (_source.Gain is not double gain || _source.Transfer is not TransferFunction transfer || _source.InputStrength is not double strength)
            return false;
        ReadOnlySpan<double> mean = Means.Row(map);
        bool inverse = InRange(map, transfer);
        for (int i = 0; i < recurrent.Length; i++)
        {
            double total = inverse ? transfer.Inverse(mean[i]) / gain : mean[i] / _restSlopes[i];
            recurrent[i] = total - (strength * input[i]);
        }

        return true;
    }

    private static double[] RestSlopes(Activity source)
    {
        double[] slopes = new double[source.Units];
        slopes.AsSpan().Fill(1);
        if (source.Gain is not double gain || source.Transfer is not TransferFunction transfer)
            return slopes;

        // The spontaneous mean wanders about 0 by sampling error only; an evoked source says nothing about rest, where φ' is taken at 0.
        bool spontaneous = source.State == ActivityState.Spontaneous && source.Mean is not null;
        for (int i = 0; i < slopes.Length; i++)
        {
            double h = spontaneous ? transfer.Inverse(source.Mean![i]) : 0;
            slopes[i] = gain * transfer.Slope(double.IsFinite(h) ? h : 0);
        }

        return slopes;
    }

    private static NdArray<double> LinearResponseMeans(Activity source, InputOutputMap task, ActivityResponse response, double[] slopes)
    {
        int units = source.Units;
        double strength = source.InputStrength ?? 1;
        NdArray<double> means = NdArray<double>.Create(out Span<double> values, task.Maps, units);
        double[] force = new double[units];
        for (int map = 0; map < task.Maps; map++)
        {
            TensorPrimitives.Multiply(task.Inputs.Row(map), strength, force);
            TensorPrimitives.Multiply(force, slopes, force);
            response.Apply(map, force, values.Slice(map * units, units));
        }

        return means;
    }

    private bool InRange(int map, TransferFunction transfer)
    {
        foreach (double x in Means.Row(map))
        {
            if (!double.IsFinite(transfer.Inverse(x)))
                return false;
        }

        return true;
    }

    private List<Assumption> Describe()
    {
        const double linearRange = 0.5;
        bool slopeKnown = _source.Gain is not null && _source.Transfer is not null;
        var found = new List<Assumption>
        {
            new("slope of the transfer function known", slopeKnown ? FormattableString.Invariant($"gain {_source.Gain}") : "unknown: g = 1 for every unit", slopeKnown),
            new("evoked activity observed", _predicted ? "predicted: linear response of the spontaneous activity to the input" : "given", !_predicted),
        };
        if (_predicted)
        {
            double largest = Math.Abs(TensorPrimitives.MaxMagnitude(Means.Span));
            bool scaled = slopeKnown && _scaled;
            found.Add(new Assumption(
                "input within the linear range",
                FormattableString.Invariant($"largest predicted |x̄| {largest:g3}"),
                scaled ? largest <= linearRange : null));
            found.Add(new Assumption(
                "input strength known",
                _source.InputStrength is double strength ? FormattableString.Invariant($"γ = {strength}") : "unknown: γ = 1",
                _source.InputStrength is not null));
        }

        return found;
    }
}
