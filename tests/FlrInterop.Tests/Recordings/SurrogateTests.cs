using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class SurrogateTests
{
    private const double Rounding = 1e-8;

    [Fact]
    public void The_network_has_the_sessions_covariance_and_means()
    {
        SimulatedSession made = Made();
        Surrogate found = Flr.Surrogate(made.Session, new SurrogateOptions { Slowest = 1e4 });
        Matrix<double> j = found.Model.Network.Coupling.Dense().ToMatrix(), leak = j - Matrix<double>.Build.DenseIdentity(j.RowCount);
        BaselineActivity baseline = made.Session.Activity();
        Matrix<double> covariance = baseline.Covariance.ToMatrix();
        Matrix<double> left = (leak * covariance) + (covariance * leak.Transpose()) + (2 * found.Model.Network.Noise * Matrix<double>.Build.DenseIdentity(j.RowCount));
        Assert.True(left.FrobeniusNorm() < Rounding * covariance.FrobeniusNorm());
        Assert.True(found.CovarianceError < Rounding && found.MeanError < Rounding);
        Assert.Equal(0, found.Raised);
        for (int a = 0; a < 8; a++)
            Assert.Equal(baseline.Means.Row(a).ToArray(), FixedPoint.Find(found.Model.Network, found.Model.Cues.At(a)).State.ToArray(), (x, y) => Math.Abs(x - y) < Rounding);
    }

    [Fact]
    public void Quiet_directions_are_raised_and_counted()
    {
        Surrogate found = Flr.Surrogate(Made().Session, new SurrogateOptions { Slowest = 1.5 });
        Assert.True(found.Raised > 0);
        Assert.True(found.CovarianceError > 0.01);
        Assert.Equal(1.5, found.SlowestTime, Rounding);
    }

    [Fact]
    public void States_split_trials_within_targets_and_regression_takes_the_column_out()
    {
        BciSession session = Made().Session;
        NdArray<double> state = NdArray<double>.Copy([.. Enumerable.Range(0, session.Bins.Trial.Length).Select(bin => session.Bins.Activity[bin, 0])], session.Bins.Trial.Length);
        IReadOnlyList<FlrFit> groups = Flr.FitByState(session, state);
        Assert.Equal(2, groups.Count);
        Assert.Equal(session.Activity().Bins, groups.Sum(fit => fit.Baseline.Bins));
        Assert.True(groups.Sum(fit => fit.Baseline.Covariance[0, 0]) / 2 < session.Activity().Covariance[0, 0]);
        FlrFit without = Flr.FitWithoutState(session, state);
        Assert.Equal(0, without.Baseline.Covariance[0, 0], Rounding);
        Assert.Throws<ShapeException>(() => Flr.FitByState(session, NdArray<double>.Copy([1, 2, 3], 3)));
    }

    private static SimulatedSession Made()
    {
        CentreOutModel model = CentreOutModel.Make(units: 24, seed: 3);
        LatentDecoder old = CentreOutDecoders.Intuitive(CentreOutSimulator.Record(model, trials: 20, seed: 4), 5);
        LatentDecoder changed = CentreOutDecoders.Perturbed(model, old, candidates: 500, seed: 5);
        return CentreOutSimulator.Session(model, old, changed, new SessionSimulationOptions { BaselineTrials = 10, LearningTrials = 10, Seed = 6 });
    }
}
