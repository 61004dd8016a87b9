using FlrInterop.Tests.Recordings;

namespace FlrInterop.Tests;

public sealed class RankSessionTests
{
    private const double Rounding = 1e-9;

    [Fact]
    public void A_session_is_ranked_from_its_first_block_alone()
    {
        BciSession session = new SyntheticSession { Trials = 4 }.Build();
        DecoderBaseline baseline = DecoderBaseline.FromSession(session);
        BaselineActivity activity = session.Activity();
        Assert.False(baseline.NoiseKnown);
        Assert.Equal(activity.Bins, baseline.Count);
        Assert.Equal(activity.Means.ToArray(), baseline.Means.ToArray(), (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal(activity.Covariance.ToArray(), baseline.Response.ToArray(), (a, b) => Math.Abs(a - b) < Rounding);

        var wide = new RankOptions { AngleRange = new(0, 180), SpeedRatioRange = new(0, 1e9), ProgressRange = new(-1e9, 1e9), WantedSpeed = 50, Resamples = 20 };
        DecoderRanking ranking = Flr.RankDecoders(session, PerturbationKind.WithinManifold, 50, wide);
        Assert.Equal(RunStatus.Completed, ranking.Status);
        Assert.True(ranking.Rows > 1);
        Assert.Contains(ranking.Assumptions, a => a.Name.StartsWith("noise", StringComparison.Ordinal) && a.Holds == false);
        Assert.Throws<ParameterException>(() => Flr.RankDecoders(session, PerturbationKind.OutsideManifold, 50, wide));
    }
}
