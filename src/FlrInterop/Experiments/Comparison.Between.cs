using FlrInterop.Statistics;

namespace FlrInterop;

/// <content>How a comparison is made.</content>
public sealed partial class Comparison
{
    /// <summary>The number of bootstrap resamples where none is given.</summary>
    public const int DefaultResamples = 10_000;

    private const double Ties = 1e-9;

    /// <summary>Compares predicted speeds with measured ones, map by map.</summary>
    /// <remarks>
    /// R² is that of the regression with an intercept, the slope that of the line through 0. Intervals are 95 % percentile bootstrap over maps;
    /// p is two-sided, by all orders up to 8 maps and by 9,999 random ones above. Predicted speeds that agree to 1e-9 of the largest are tied.
    /// </remarks>
    /// <param name="predicted">Predicted speeds, shape (maps,); NaN where there is none: that map is left out, and counted.</param>
    /// <param name="measured">Measured speeds, shape (maps,); NaN as above.</param>
    /// <param name="standardError">Standard errors of the measured speeds, shape (maps,); null where unknown.</param>
    /// <param name="nullSpeed">Speeds predicted without fluctuations (<see cref="SpeedPrediction.NullSpeed"/>), shape (maps,); null where there are none.</param>
    /// <param name="resamples">Bootstrap resamples, 1 or more.</param>
    /// <param name="seed">The key of the resampling.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ShapeException">The shapes differ, or fewer than three maps have both speeds.</exception>
    public static Comparison Between(
        NdArray<double> predicted,
        NdArray<double> measured,
        NdArray<double>? standardError = null,
        NdArray<double>? nullSpeed = null,
        int resamples = DefaultResamples,
        Seed seed = default)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(measured);
        Require.Shape(predicted.Shape, nameof(predicted), "(maps,)", -1);
        Require.Shape(measured.Shape, nameof(measured), "(maps,)", predicted.Shape);
        if (standardError is not null)
            Require.Shape(standardError.Shape, "standard_error", "(maps,)", predicted.Shape);
        if (nullSpeed is not null)
            Require.Shape(nullSpeed.Shape, "null_speed", "(maps,)", predicted.Shape);
        Require.AtLeast(resamples, 1);
        (double[] x, double[] y) = BothKnown(predicted.Span, measured.Span);
        if (x.Length < 3)
            throw new ShapeException($"{x.Length} maps have both a predicted and a measured speed, expected 3 or more");

        (double[] logX, double[] logY) = Logarithms(x, y);
        double[] tied = Tied(x);
        double smallest = x.Min(Math.Abs), largest = x.Max(Math.Abs);
        return new Comparison
        {
            Predicted = predicted,
            Measured = measured,
            StandardError = standardError,
            R2 = RSquared(x, y),
            R2Interval = Bootstrap.Pairs(x, y, RSquared, seed, resamples),
            NullR2 = nullSpeed is null ? double.NaN : NullRSquared(nullSpeed, predicted, measured),
            R2Log = logX.Length >= 3 ? RSquared(logX, logY) : double.NaN,
            LogCount = logX.Length,
            Slope = SlopeThroughOrigin(x, y),
            SlopeInterval = Bootstrap.Pairs(x, y, SlopeThroughOrigin, seed, resamples),
            Spearman = Correlation.Spearman(tied, y),
            SpearmanInterval = Bootstrap.Pairs(tied, y, Correlation.Spearman, seed, resamples),
            PermutationP = PermutationTest.Spearman(tied, y, seed),
            EffectiveCount = tied.Distinct().Count(),
            PredictorRange = largest / smallest,
            LeftOut = predicted.Length - x.Length,
        };
    }

    /// <summary>Compares predicted speeds with measured ones, map by map, beside the null of the prediction.</summary>
    /// <param name="predicted">The prediction.</param>
    /// <param name="measured">The measurement of the same maps.</param>
    /// <param name="resamples">Bootstrap resamples, 1 or more.</param>
    /// <param name="seed">The key of the resampling.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ShapeException">The shapes differ, or fewer than three maps have both speeds.</exception>
    public static Comparison Between(SpeedPrediction predicted, SpeedMeasurement measured, int resamples = DefaultResamples, Seed seed = default)
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(measured);
        return Between(predicted.Speed, measured.Speed, measured.StandardError, predicted.NullSpeed, resamples, seed);
    }

    /// <summary>The pairs that are both known.</summary>
    private static (double[] X, double[] Y) BothKnown(ReadOnlySpan<double> predicted, ReadOnlySpan<double> measured)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (int map = 0; map < predicted.Length; map++)
        {
            if (double.IsInfinity(predicted[map]) || double.IsInfinity(measured[map]))
                throw new ParameterException($"the speed of map {map} is infinite, expected a finite number, or NaN where there is none");
            if (double.IsNaN(predicted[map]) || double.IsNaN(measured[map]))
                continue;
            x.Add(predicted[map]);
            y.Add(measured[map]);
        }

        return ([.. x], [.. y]);
    }

    /// <summary>Predictions that differ by rounding only are equal for everything that goes by rank.</summary>
    private static double[] Tied(double[] x)
    {
        double unit = Ties * x.Max(Math.Abs);
        return [.. x.Select(value => unit > 0 ? Math.Round(value / unit) * unit : value)];
    }

    private static (double[] X, double[] Y) Logarithms(double[] x, double[] y)
    {
        int[] positive = [.. Enumerable.Range(0, x.Length).Where(i => x[i] > 0 && y[i] > 0)];
        return ([.. positive.Select(i => Math.Log(x[i]))], [.. positive.Select(i => Math.Log(y[i]))]);
    }

    private static double RSquared(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double r = Correlation.Pearson(x, y);
        return r * r;
    }

    /// <summary>Over the maps that the comparison is over.</summary>
    private static double NullRSquared(NdArray<double> nullSpeed, NdArray<double> predicted, NdArray<double> measured)
    {
        int[] both = [.. Enumerable.Range(0, predicted.Length).Where(map => double.IsFinite(predicted[map]) && double.IsFinite(measured[map]))];
        return RSquared([.. both.Select(map => nullSpeed[map])], [.. both.Select(map => measured[map])]);
    }

    private static double SlopeThroughOrigin(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double squares = Correlation.Dot(x, x);
        return squares > 0 ? Correlation.Dot(x, y) / squares : double.NaN;
    }
}
