using FlrInterop;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class BaselineActivityTests
{
    private const double Rounding = 1e-9;
    private static readonly BciSession Session = BciSessionTests.With(b => BciSessionTests.Changed(b, usable: BciSessionTests.Masked(b, i => b.Trial[i] % 3 == 0 && b.Time[i] > 4)));

    [Fact]
    public void Total_is_between_targets_plus_residual()
    {
        var moments = new BlockMoments(Session, 0);
        Matrix<double> between = Matrix<double>.Build.Dense(4, 4);
        for (int t = 0; t < 8; t++)
        {
            Vector<double> d = Vector<double>.Build.Dense(moments.TargetMeans[t]) - Vector<double>.Build.Dense(moments.GrandMean);
            between += moments.BinsOfTarget[t] * d.OuterProduct(d);
        }

        Same(moments.Squares(CovarianceKind.Total), between + moments.Squares(CovarianceKind.Residual));
    }

    [Fact]
    public void Traces_are_those_of_the_covariances()
    {
        var moments = new BlockMoments(Session, 0);
        foreach (CovarianceKind kind in Enum.GetValues<CovarianceKind>())
            Assert.Equal(moments.Covariance(kind).Trace(), moments.Trace(kind), Rounding);
    }

    [Fact]
    public void A_covariance_of_too_many_units_is_refused()
    {
        const int Wide = BlockMoments.MostUnits + 1;
        SessionBins bins = BciSessionTests.Changed(Session.Bins, activity: NdArray<double>.Copy(new double[Session.Bins.Trial.Length * Wide], Session.Bins.Trial.Length, Wide));
        var session = new BciSession([new(1, "recording", null), new(2, "later", null)], [], bins, Session.Trials);
        Assert.Contains("5001 units", Assert.Throws<DataFormatException>(() => session.Activity()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Residual_is_within_trial_plus_the_level_of_trials()
    {
        var moments = new BlockMoments(Session, 0);
        Matrix<double> level = Matrix<double>.Build.Dense(4, 4);
        foreach (IGrouping<int, int> trial in Enumerable.Range(0, moments.Bins.Count).GroupBy(i => moments.TrialOfBin[i]))
        {
            int[] bins = [.. trial.Select(i => moments.Bins[i])];
            Vector<double> mean = Vector<double>.Build.Dense(4);
            foreach (int bin in bins)
                mean += Vector<double>.Build.Dense(Session.Bins.Activity.Row(bin).ToArray()) / bins.Length;
            Vector<double> d = mean - Vector<double>.Build.Dense(moments.TargetMeans[(int)(Session.Bins.TargetDeg[bins[0]] / 45)]);
            level += bins.Length * d.OuterProduct(d);
        }

        Same(moments.Squares(CovarianceKind.Residual), moments.Squares(CovarianceKind.WithinTrial) + level);
    }

    [Fact]
    public void Covariances_equal_plain_loops()
    {
        int[] bins = [.. Enumerable.Range(0, Session.Bins.Trial.Length).Where(i => Session.Bins.Block[i] == 1 && Session.Bins.Usable[i] == 1)];
        double Plain(int a, int b, Func<int, object> group, int lost)
        {
            double sum = 0;
            foreach (IGrouping<object, int> part in bins.GroupBy(group))
            {
                double ma = part.Average(i => Session.Bins.Activity[i, a]), mb = part.Average(i => Session.Bins.Activity[i, b]);
                sum += part.Sum(i => (Session.Bins.Activity[i, a] - ma) * (Session.Bins.Activity[i, b] - mb));
            }

            return sum / (bins.Length - lost);
        }

        Assert.Equal(Plain(1, 2, _ => 0, 1), Session.Activity(null, CovarianceKind.Total).Covariance[1, 2], Rounding);
        Assert.Equal(Plain(1, 2, i => Session.Bins.TargetDeg[i], 8), Session.Activity().Covariance[1, 2], Rounding);
        Assert.Equal(Plain(0, 3, i => Session.Bins.Trial[i], 32), Session.Activity(null, CovarianceKind.WithinTrial).Covariance[0, 3], Rounding);
    }

    [Fact]
    public void As_an_activity_every_target_has_its_mean_and_the_pooled_covariance()
    {
        BaselineActivity baseline = Session.Activity("perturbed");
        Activity activity = baseline.ToActivity();
        Assert.Equal(ActivityState.Evoked, activity.State);
        Assert.Equal([8, 4], activity.Mean!.Shape.ToArray());
        Assert.Equal([8, 4, 4], activity.Covariance!.Shape.ToArray());
        Assert.Equal(baseline.Covariance.ToArray(), activity.Covariance.At(5).ToArray());
        Assert.Equal(baseline.BinsOfTarget.ToArray().Sum(), activity.Count);
    }

    private static void Same(Matrix<double> expected, Matrix<double> found)
        => Assert.True((expected - found).FrobeniusNorm() < Rounding * expected.FrobeniusNorm());
}
