using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Relates two columns of a session's table.</summary>
internal static class RelationTest
{
    private const double MediumRho = 0.5;

    public static SpeedRelation Of(IReadOnlyList<TargetRow> table, TrialSeries progress, FitOptions options, string predictor, string speed, CancellationToken cancellation = default)
    {
        TargetRow[] rows = [.. table.Where(r => !double.IsNaN(r.Column(predictor)) && !double.IsNaN(r.Column(speed)))];
        double[] x = Ranks.Tied([.. rows.Select(r => r.Column(predictor))]);
        double[] y = [.. rows.Select(r => r.Column(speed))];
        int n = rows.Length;
        double rho = Correlation.Spearman(x, y);
        AxisRelation? axes = Axes(rows, x, y, options.Seed);
        return new SpeedRelation
        {
            Predictor = predictor,
            Speed = speed,
            Rho = rho,
            Interval = SpearmanPower.Interval(rho, n),
            P = PermutationTest.Spearman(x, y, options.Seed),
            Count = n,
            LeftOut = table.Count - n,
            EffectiveCount = Ranks.Distinct(x),
            Power = SpearmanPower.Power(MediumRho, n),
            DetectableRho = SpearmanPower.Detectable(n),
            PredictorRange = Range(x),
            Partial = Partial(rows, x, y, options, predictor, speed),
            Axes = axes,
            NoiseInterval = Noise(table, progress, options, predictor, speed, cancellation),
            Notes = Notes(predictor, speed, axes),
        };
    }

    private static PartialRelation? Partial(TargetRow[] rows, double[] x, double[] y, FitOptions options, string predictor, string speed)
    {
        if (options.Covariate == predictor || options.Covariate == speed)
            return null;
        double[] covariate = [.. rows.Select(r => r.Column(options.Covariate))];
        if (covariate.Any(double.IsNaN))
            return new PartialRelation(options.Covariate, double.NaN, double.NaN);
        PartialSpearman partial = PartialSpearman.Of(x, y, covariate, options.Seed);
        return new PartialRelation(options.Covariate, partial.Rho, partial.P);
    }

    private static AxisRelation? Axes(TargetRow[] rows, double[] x, double[] y, Seed seed)
    {
        List<double> axisX = [], axisY = [];
        for (int i = 0; i < rows.Length; i++)
        {
            int other = Array.FindIndex(rows, r => Math.Abs(Math.IEEERemainder(r.TargetDeg - rows[i].TargetDeg - 180, 360)) < 1e-6);
            if (other < 0 || x[other] != x[i])
                return null;
            if (other > i)
            {
                axisX.Add(x[i]);
                axisY.Add(0.5 * (y[i] + y[other]));
            }
        }

        int count = axisX.Count;
        if (count < 2)
            return null;
        double orders = 1;
        for (int k = 2; k <= count; k++)
            orders *= k;
        double[] left = [.. axisX], right = [.. axisY];
        return new AxisRelation(count, Correlation.Spearman(left, right), PermutationTest.Spearman(left, right, seed), Math.Min(1, 2 / orders));
    }

    private static double Range(double[] x)
    {
        if (x.Length == 0 || (x.Min() < 0 && x.Max() > 0))
            return double.NaN;
        return x.Max(Math.Abs) / x.Min(Math.Abs);
    }

    private static Interval? Noise(IReadOnlyList<TargetRow> table, TrialSeries progress, FitOptions options, string predictor, string speed, CancellationToken cancellation)
    {
        int window = speed == "slope" ? options.Window : speed == "slope_40" ? LearningSpeeds.ShortWindow : 0;
        if (window == 0)
            return null;
        double[] x = Ranks.Tied([.. table.Select(r => r.Column(predictor))]);
        if (x.Any(double.IsNaN))
            return null;
        TrialSeries first = progress.First(window);
        double[][] values = [.. Enumerable.Range(0, table.Count).Select(first.ValuesOf)];
        return Bootstrap.Resampled(
            shuffle =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Correlation.Spearman(x, Array.ConvertAll(values, v => ResampledSlope(v, shuffle)));
            },
            options.Seed);
    }

    private static double ResampledSlope(double[] values, Shuffle shuffle)
    {
        double sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int at = shuffle.Below(values.Length);
            (sx, sy, sxx, sxy) = (sx + at, sy + values[at], sxx + ((double)at * at), sxy + (at * values[at]));
        }

        double spread = sxx - (sx * sx / values.Length);
        return spread > 0 ? (sxy - (sx * sy / values.Length)) / spread : 0;
    }

    private static List<string> Notes(string predictor, string speed, AxisRelation? axes)
    {
        List<string> notes = ["Neighbouring targets may be alike, which makes every p here optimistic."];
        if (predictor == "flr2")
            notes.Add("FLR2 may order the targets as the squared evoked activity does; see the relations of its two factors beside it.");
        if (axes is { } found)
            notes.Add($"Opposite targets share the predictor: over {found.Axes} axes no p can fall below {found.SmallestP.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)}.");
        if (speed == "trials_to_peak")
            notes.Add("More trials to the peak mean slower learning, so a negative correlation is what the relation predicts.");
        return notes;
    }
}
