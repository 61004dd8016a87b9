namespace FlrInterop;

/// <summary>Units as factor analysis sees them: the constant ones left out, the others about their mean and, where wanted, over their standard deviation.</summary>
internal sealed class UnitScaling
{
    private UnitScaling(int[] kept, int[] dropped, double[] mean, double[] scale)
    {
        Kept = kept;
        Dropped = dropped;
        Mean = mean;
        Scale = scale;
    }

    public int[] Kept { get; }

    public int[] Dropped { get; }

    /// <summary>The mean of each kept unit.</summary>
    public double[] Mean { get; }

    /// <summary>The standard deviation (N − 1 degrees) of each kept unit, or 1.</summary>
    public double[] Scale { get; }

    /// <summary>From activity of shape (bins, units); a unit that never changes within some part (named by one number a bin) is left out as well.</summary>
    public static UnitScaling Of(NdArray<double> activity, bool standardise, Func<int, bool>[]? parts = null)
    {
        int bins = activity.Shape[0], units = activity.Shape[1];
        ReadOnlySpan<double> values = activity.Span;
        List<int> kept = [], dropped = [];
        List<double> means = [], scales = [];
        for (int unit = 0; unit < units; unit++)
        {
            double first = values[unit], mean = 0, squares = 0;
            for (int bin = 0; bin < bins; bin++)
                mean += values[(bin * units) + unit] - first;
            mean = first + (mean / bins);
            for (int bin = 0; bin < bins; bin++)
            {
                double d = values[(bin * units) + unit] - mean;
                squares += d * d;
            }

            double deviation = Math.Sqrt(squares / (bins - 1));

            // A deviation at the level of rounding is that of a constant.
            if (deviation <= 1e-12 * Math.Abs(mean) || deviation == 0 || ConstantInAPart(values, units, unit, parts))
            {
                dropped.Add(unit);
                continue;
            }

            kept.Add(unit);
            means.Add(mean);
            scales.Add(standardise ? deviation : 1);
        }

        return new UnitScaling([.. kept], [.. dropped], [.. means], [.. scales]);
    }

    /// <summary>(x − mean) / scale of the kept units, shape (bins, kept units) row-major.</summary>
    public double[] Apply(NdArray<double> activity)
    {
        int bins = activity.Shape[0], units = activity.Shape[1];
        double[] scaled = new double[bins * Kept.Length];
        ReadOnlySpan<double> values = activity.Span;
        for (int bin = 0; bin < bins; bin++)
        {
            for (int j = 0; j < Kept.Length; j++)
                scaled[(bin * Kept.Length) + j] = (values[(bin * units) + Kept[j]] - Mean[j]) / Scale[j];
        }

        return scaled;
    }

    private static bool ConstantInAPart(ReadOnlySpan<double> values, int units, int unit, Func<int, bool>[]? parts)
    {
        if (parts is null)
            return false;
        int bins = values.Length / units;
        foreach (Func<int, bool> part in parts)
        {
            double? seen = null;
            bool varies = false;
            for (int bin = 0; bin < bins && !varies; bin++)
            {
                if (!part(bin))
                    continue;
                double value = values[(bin * units) + unit];
                varies = seen is double before && before != value;
                seen ??= value;
            }

            if (!varies)
                return true;
        }

        return false;
    }
}
