using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

public sealed class RankDecodersTests
{
    private const double Rounding = 1e-10;

    private static readonly RankOptions Everything = new()
    {
        AngleRange = new(0, 180),
        SpeedRatioRange = new(0, 1e9),
        ProgressRange = new(-1e9, 1e9),
        NormRatioRange = new(0, 1e9),
        WantedSpeed = 1.3,
        Seed = 5,
    };

    [Theory]
    [InlineData(PerturbationKind.WithinManifold, false)]
    [InlineData(PerturbationKind.OutsideManifold, false)]
    [InlineData(PerturbationKind.WithinManifold, true)]
    [InlineData(PerturbationKind.OutsideManifold, true)]
    public void The_fast_path_is_the_formula(PerturbationKind kind, bool perTarget)
    {
        DecoderBaseline baseline = Baseline(perTarget);
        LatentDecoder decoder = LatentDecoderTests.Made();
        DecoderRanking ranking = Flr.RankDecoders(baseline, decoder, kind, 40, Everything);
        Assert.True(ranking.Rows > 3);
        for (int row = 0; row < ranking.Rows; row++)
        {
            LatentDecoder candidate = ranking.Decoder(row);
            DecoderPrediction told = ranking.Prediction(row);
            Assert.Equal(told.Speed, ranking.PredictedSpeed[row], Rounding);
            Assert.Equal(told.OwnTarget, ranking.OwnTarget[row], Rounding);
            Assert.Equal(told.IdentityNull, ranking.IdentityNull[row], Rounding);
            Assert.Equal(candidate.SquaredNorm, ranking.SquaredNorm[row], Rounding);
            Assert.Equal(told.Progress.ToArray().Average() / 1.3, ranking.OpenLoopProgress[row], Rounding);
            NdArray<double> angles = candidate.AnglesTo(decoder);
            Assert.Equal(angles[0], ranking.Angles[row, 0], 1e-5);
            Assert.Equal(angles[1], ranking.Angles[row, 1], 1e-5);
            if (row > 0)
                Assert.True(ranking.PredictedSpeed[row - 1] >= ranking.PredictedSpeed[row]);
        }
    }

    [Fact]
    public void The_prediction_is_the_gain_of_one_small_step_of_the_rule()
    {
        // In a linear world x_b moves by M (Bᵀ e_a) x̄_aᵀx̄_b / N: a step of the rule through any M, done in full.
        DecoderBaseline baseline = Baseline(perTarget: true);
        LatentDecoder decoder = LatentDecoderTests.Made();
        DecoderPrediction told = Flr.PredictDecoder(baseline, decoder, 1.3);
        Matrix<double> weights = decoder.Weights.ToMatrix(), means = baseline.Means.ToMatrix(), u = baseline.Directions.ToMatrix();
        for (int a = 0; a < 4; a++)
        {
            Vector<double> error = (u.Row(a) * 1.3) - (weights * means.Row(a)) - Vector<double>.Build.Dense(decoder.Shift.ToArray());
            for (int b = 0; b < 4; b++)
            {
                Vector<double> force = weights.Transpose() * error * (means.Row(a).DotProduct(means.Row(b)) / 7);
                double gained = u.Row(b).DotProduct(weights * (baseline.Response.At(b).ToMatrix() * force));
                Assert.Equal(gained, told.Interference[a, b], Rounding);
            }
        }

        Assert.Equal(told.Interleaved.ToArray().Average(), told.Speed, Rounding);
    }

    [Fact]
    public void The_learning_curve_starts_at_the_progress_with_the_predicted_speed_and_reaches_its_criterion()
    {
        DecoderPrediction told = Flr.PredictDecoder(Baseline(perTarget: false), LatentDecoderTests.Made(), 1.3);
        const double small = 1e-8;
        NdArray<double> curve = told.Curve([0, small]);
        for (int b = 0; b < 4; b++)
        {
            Assert.Equal(told.Progress[b], curve[0, b], Rounding);
            Assert.Equal(told.Interleaved[b], (curve[1, b] - curve[0, b]) / small, 1e-4);
        }

        double time = told.TimeToCriterion(0.8);
        Assert.True(time > 0 && double.IsFinite(time));
        Assert.Equal(0.8 * 1.3, told.Curve([time]).ToArray().Average(), 1e-8);
        Assert.True(told.Curve([time * 0.99]).ToArray().Average() < 0.8 * 1.3);
    }

    [Fact]
    public void One_target_has_its_closed_curve()
    {
        // One target, S = 2·1, |x̄|²/N = 1/2: the error falls as e^{−s}, so that progress is v* − (v* − p) e^{−s}.
        NdArray<double> means = NdArray<double>.Copy([1, 0], 1, 2), directions = DecoderBaseline.DirectionsAt([0]);
        DecoderBaseline baseline = DecoderBaseline.FromMoments(means, NdArray<double>.Copy([2, 0, 0, 2], 2, 2), directions);
        var decoder = LatentDecoder.OfLatents(NdArray<double>.Copy([0.5, 0, 0, 1], 2, 2));
        DecoderPrediction told = Flr.PredictDecoder(baseline, decoder, 2);
        Assert.Equal(0.25 * 2 * 1.5 * 0.5, told.Speed, Rounding);
        Assert.Equal(2 - (1.5 * Math.Exp(-0.25 * 3)), told.Curve([3])[0, 0], Rounding);
        Assert.Equal(Math.Log(1.5 / 0.4) / 0.25, told.TimeToCriterion(0.8), 1e-8);
    }

    [Fact]
    public void Rankings_depend_on_the_seed_alone()
    {
        DecoderRanking one = Flr.RankDecoders(Baseline(false), LatentDecoderTests.Made(), PerturbationKind.OutsideManifold, 900, Everything with { Threads = 1 });
        DecoderRanking two = Flr.RankDecoders(Baseline(false), LatentDecoderTests.Made(), PerturbationKind.OutsideManifold, 900, Everything with { Threads = 2 });
        Assert.Equal(one.Permutation.ToArray(), two.Permutation.ToArray());
        Assert.Equal(one.PredictedSpeed.ToArray(), two.PredictedSpeed.ToArray());
        Assert.Equal(one.StandardError.ToArray(), two.StandardError.ToArray());
        Assert.Equal(one.Different, one.Permutation.Shape[0]);
    }

    [Fact]
    public void Candidates_outside_the_ranges_are_left_out_and_none_is_a_status()
    {
        LatentDecoder decoder = LatentDecoderTests.Made();
        DecoderRanking some = Flr.RankDecoders(Baseline(false), decoder, PerturbationKind.OutsideManifold, 2000, Everything with { AngleRange = new(30, 60), NormRatioRange = new(0.9, 1.1) });
        Assert.All(some.Angles.ToArray(), angle => Assert.InRange(angle, 30, 60));
        Assert.All(some.SquaredNorm.ToArray(), norm => Assert.InRange(norm / decoder.SquaredNorm, 0.9, 1.1));
        DecoderRanking none = Flr.RankDecoders(Baseline(false), decoder, PerturbationKind.OutsideManifold, 10, Everything with { AngleRange = new(179, 180) });
        Assert.Equal(0, none.Rows);
        Assert.StartsWith("none of", none.Status, StringComparison.Ordinal);
    }

    [Fact]
    public void Intervals_hold_the_speed_and_shrink_with_the_number_of_trials()
    {
        RankOptions options = Everything with { Resamples = 100, Intervals = 5 };
        DecoderRanking few = Flr.RankDecoders(Sampled(10), LatentDecoderTests.Made(), PerturbationKind.WithinManifold, 20, options);
        DecoderRanking many = Flr.RankDecoders(Sampled(160), LatentDecoderTests.Made(), PerturbationKind.WithinManifold, 20, options);
        Assert.InRange(many.PredictedSpeed[0], many.IntervalLow[0], many.IntervalHigh[0]);
        Assert.True(many.StandardError[0] < 0.6 * few.StandardError[0]);
        Assert.True(many.Rows <= 5 || double.IsNaN(many.StandardError[5]));
    }

    [Fact]
    public void Decoders_of_latents_have_no_outside()
    {
        var decoder = LatentDecoder.OfLatents(LatentDecoderTests.Normals(2, 7, 9));
        Assert.Throws<ParameterException>(() => Flr.RankDecoders(Baseline(false), decoder, PerturbationKind.OutsideManifold, 10, Everything));
    }

    internal static DecoderBaseline Baseline(bool perTarget)
    {
        NdArray<double> means = LatentDecoderTests.Normals(4, 7, 11);
        Matrix<double>[] parts = [.. Enumerable.Range(0, perTarget ? 4 : 1).Select(a => LatentDecoderTests.Normals(7, 7, 20 + a).ToMatrix())];
        double[] covariances = [.. parts.SelectMany(p => (p * p.Transpose()).ToRowMajorArray())];
        NdArray<double> covariance = perTarget ? NdArray<double>.Copy(covariances, 4, 7, 7) : NdArray<double>.Copy(covariances, 7, 7);
        return DecoderBaseline.FromMoments(means, covariance, DecoderBaseline.DirectionsAt([0, 90, 180, 270]), noise: 0.5);
    }

    private static DecoderBaseline Sampled(int trials)
    {
        int bins = trials * 4 * 3;
        double[] values = LatentDecoderTests.Normals(bins, 7, 31).ToArray();
        NdArray<double> means = LatentDecoderTests.Normals(4, 7, 11);
        int[] target = [.. Enumerable.Range(0, bins).Select(bin => bin / 3 % 4)];
        for (int bin = 0; bin < bins; bin++)
        {
            for (int j = 0; j < 7; j++)
                values[(bin * 7) + j] += means[target[bin], j];
        }

        return DecoderBaseline.FromSamples(
            NdArray<double>.Copy(values, bins, 7),
            NdArray<int>.Copy(target, bins),
            NdArray<long>.Copy([.. Enumerable.Range(0, bins).Select(bin => (long)(bin / 3))], bins),
            DecoderBaseline.DirectionsAt([0, 90, 180, 270]));
    }
}
