using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class FlrFitTests
{
    private const double Rounding = 1e-8;
    private static readonly FlrFit Flat = SyntheticSession.Fit(new SyntheticSession { Success = false }.Build(), new FitOptions { Seed = 1 });
    private static readonly FlrFit Rising = SyntheticSession.Fit(Learning().Build(), new FitOptions { Seed = 1 });

    [Fact]
    public void Without_learning_it_says_so()
    {
        Assert.Equal(Trend.None, Flat.Learning.Verdict);
        Assert.False(Flat.Learning.Established);
        Assert.StartsWith("No learning detected", Flat.Verdict, StringComparison.Ordinal);
        Assert.Contains("cannot be tested", Flat.Verdict, StringComparison.Ordinal);
        Assert.Null(Flat.Learning.Success);
        Assert.Contains(Flat.Learning.Disagreements, d => d.Contains("not recorded", StringComparison.Ordinal));
        Assert.True(Flat.Heterogeneity.P > 0.01);
    }

    [Fact]
    public void Learning_is_established_and_its_rate_recovered()
    {
        Assert.True(Rising.Learning.Established, Rising.Verdict);
        Assert.StartsWith("Learning established", Rising.Verdict, StringComparison.Ordinal);
        Assert.All(Rising.Table, row => Assert.InRange(row.Slope - Rate((int)(row.TargetDeg / 45)), -5 * row.SlopeStandardError, 5 * row.SlopeStandardError));
        Assert.Equal(1.0 / 10000, Rising.Learning.PermutationP, Rounding);
        Assert.Equal(Trend.Falls, Rising.Learning.AngularError.Verdict);
        Assert.True(Rising.Learning.EarlyToLate.Interval.Low > 0);
        Assert.True(Rising.Heterogeneity.P < 0.001);
    }

    [Fact]
    public void Without_noise_the_slope_is_the_rate()
    {
        FlrFit fit = SyntheticSession.Fit(new SyntheticSession { Noise = 0, TrialNoise = 0.0, Rate = Rate }.Build());
        Assert.All(fit.Table, row => Assert.Equal(Rate((int)(row.TargetDeg / 45)), row.Slope, 1e-5));
        Assert.All(fit.Table, row => Assert.Equal(row.Slope, row.Slope40, 1e-5));
        Assert.Equal(Enumerable.Range(0, 8).Average(Rate) / 8, fit.Learning.Slope, 1e-5);
    }

    [Fact]
    public void A_late_rise_depends_on_the_window()
    {
        var made = new SyntheticSession { Trials = 80, Noise = 0.5 };
        SessionBins bins = made.Bins();
        double[] activity = bins.Activity.ToArray();
        for (int bin = 0; bin < bins.Trial.Length; bin++)
        {
            double own = ((bins.Trial[bin] - 1) / 8) - 80;
            double[] along = SyntheticSession.NewDecoder.Along(Math.Cos(bins.TargetDeg[bin] * Math.PI / 180), Math.Sin(bins.TargetDeg[bin] * Math.PI / 180));
            for (int j = 0; own > 40 && j < 4; j++)
                activity[(bin * 4) + j] += 0.005 * (own - 40) * along[j];
        }

        var session = new BciSession(SyntheticSession.Blocks, made.Decoders(), BciSessionTests.Changed(bins, activity: NdArray<double>.Copy(activity, bins.Activity.Shape)), made.TrialTable());
        FlrFit fit = SyntheticSession.Fit(session);
        Assert.Equal(Trend.Rises, fit.Learning.Verdict);
        Assert.Equal(Trend.None, fit.Learning.ShortWindow.Verdict);
        Assert.False(fit.Learning.Established);
        Assert.Contains("depends on the window", fit.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Opposite_targets_tie_in_the_variance()
    {
        SpeedRelation relation = Rising.Relate("variance_along_target", "slope");
        Assert.Equal(4, relation.EffectiveCount);
        for (int t = 0; t < 4; t++)
            Assert.Equal(Rising.Table[t].VarianceAlongTarget, Rising.Table[t + 4].VarianceAlongTarget);
        Assert.Equal(
            Rising.Table[0].VarianceAlongTarget + Rising.Table[2].VarianceAlongTarget,
            Rising.Table[1].VarianceAlongTarget + Rising.Table[3].VarianceAlongTarget,
            Rounding * Rising.Table[0].VarianceAlongTarget);
        Assert.Equal(2.0 / 24, relation.Axes!.SmallestP, Rounding);
        Assert.Null(Rising.Relation.Axes);
    }

    [Fact]
    public void Predictors_equal_their_formulas()
    {
        BciSession session = Learning().Build();
        BaselineActivity baseline = session.Activity();
        var c = baseline.Covariance.ToMatrix();
        var m2 = SyntheticSession.NewDecoder.Weights.ToMatrix();
        var wanted = Rising.Blocks[0].OldProgress;
        foreach (TargetRow row in Rising.Table)
        {
            int t = (int)(row.TargetDeg / 45);
            var u = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([Math.Cos(t * Math.PI / 4), Math.Sin(t * Math.PI / 4)]);
            var z = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(baseline.Means.Row(t).ToArray());
            var m0 = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([1.0, -2.0]);
            var xi = m2.Transpose() * u;
            Assert.Equal(xi * c * xi, row.VarianceAlongTarget, Rounding * row.VarianceAlongTarget);
            Assert.Equal(z * z, row.EvokedSquared, Rounding);
            Assert.Equal(row.VarianceAlongTarget * row.EvokedSquared, row.Flr2, Rounding * row.Flr2);
            Assert.Equal(u * ((m2 * z) + m0), row.OpenLoop, Rounding);
            Assert.Equal((xi * c * m2.Transpose() * ((wanted * u) - (m2 * z) - m0)) * (z * z), row.Flr1, Rounding * Math.Abs(row.Flr1) * 10);
        }
    }

    [Fact]
    public void Units_renamed_or_rotated_change_nothing()
    {
        double s = Math.Sin(0.7), c = Math.Cos(0.7);
        Func<double[], double[]>[] changes = [z => [z[2], z[0], z[3], z[1]], z => [(c * z[0]) - (s * z[1]), (s * z[0]) + (c * z[1]), z[2], z[3]]];
        foreach (Func<double[], double[]> change in changes)
        {
            FlrFit fit = SyntheticSession.Fit(new SyntheticSession { Rate = Rate, Rename = change }.Build(), new FitOptions { Seed = 1 });
            for (int t = 0; t < 8; t++)
            {
                Assert.Equal(Rising.Table[t].Slope, fit.Table[t].Slope, Rounding);
                Assert.Equal(Rising.Table[t].Flr2, fit.Table[t].Flr2, Rounding * Rising.Table[t].Flr2);
                Assert.Equal(Rising.Table[t].Flr1, fit.Table[t].Flr1, Rounding * Math.Abs(Rising.Table[t].Flr1) * 10);
            }

            Assert.Equal(Rising.Relation.Rho, fit.Relation.Rho, Rounding);
        }
    }

    [Fact]
    public void A_relation_that_is_there_is_found()
    {
        double[] predicted = [.. Rising.Table.Select(r => r.Flr2)];
        FlrFit fit = SyntheticSession.Fit(new SyntheticSession { Rate = t => 0.5 * predicted[t] / predicted.Max() }.Build());
        Assert.True(fit.Relation.Rho > 0.7, fit.Verdict);
        Assert.True(fit.Relation.P < 0.05);
        Assert.True(fit.Relation.NoiseInterval!.Value.Low > 0);
        Assert.Equal(8, fit.Relation.Count);
        Assert.Equal("open_loop", fit.Relation.Partial!.Covariate);
    }

    [Fact]
    public void Same_seed_same_numbers()
    {
        FlrFit again = SyntheticSession.Fit(Learning().Build(), new FitOptions { Seed = 1 });
        Assert.Equal(Rising.Relation.NoiseInterval, again.Relation.NoiseInterval);
        Assert.Equal(Rising.Table, again.Table);
    }

    [Fact]
    public void Curves_hold_every_trial_and_the_moving_mean()
    {
        LearningCurve curve = Rising.Curves[3];
        Assert.Equal(135, curve.TargetDeg);
        Assert.Equal(80, curve.Progress.Length);
        Assert.Equal(73, curve.MovingMean.Length);
        Assert.Equal(4, curve.Trial[0]);
        Assert.Equal(curve.Progress.ToArray()[..8].Average(), curve.MovingMean[0], Rounding);
    }

    [Fact]
    public void Bad_options_and_cancelled_work_stop()
    {
        BciSession session = Learning().Build();
        Assert.Throws<UnknownNameException>(() => SyntheticSession.Fit(session, new FitOptions { Measure = "speed" }));
        Assert.Throws<UnknownNameException>(() => SyntheticSession.Fit(session, new FitOptions { Covariate = "luck" }));
        Assert.Throws<ParameterException>(() => SyntheticSession.Fit(session, new FitOptions { Window = 3 }));
        Assert.Throws<UnknownNameException>(() => Rising.Relate("flr3", "slope"));
        Assert.Throws<OperationCanceledException>(() => Flr.Fit(session, null, null, new CancellationToken(canceled: true)));
    }

    private static double Rate(int target) => 0.1 + (0.05 * target);

    private static SyntheticSession Learning() => new() { Rate = Rate };
}
