using System.Globalization;
using System.Text;
using FlrInterop.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Predicted against measured over 60 matched decoders a network: the figures of the ranking, printed.</summary>
public sealed class RankValidationTests(ITestOutputHelper output)
{
    private const int Pairs = 30;
    private const double LeastSpearman = 0.98, LeastPartial = 0.95, LeastTransferR2 = 0.99;

    [Theory]
    [Trait("Category", "Verify")]
    [InlineData(1, 0.2)]
    [InlineData(2, 0.2)]
    public void Residual_fluctuations_rank_matched_decoders(int seed, double disorder)
    {
        CentreOutModel model = CentreOutModel.Make(disorder: disorder, seed: seed);
        var silent = new Network(model.Network.Coupling) { Noise = 0 };
        CentreOutRecording rest = CentreOutSimulator.Record(model, seed: seed);
        LatentDecoder decoder = LatentDecoder.Fit(
            Unscaled(FactorAnalysis.Fit(rest.Activity, 10, new FactorAnalysisOptions { Standardise = false })), rest.Activity, rest.Direction, MeanOf(rest.Activity));
        double noise = model.Network.Noise;
        DecoderBaseline residual = Of(rest, false), perCue = Of(rest, true);
        DecoderBaseline linearised = DecoderBaseline.FromNetwork(model.Network, model.Cues, model.Directions);
        double wanted = residual.ProgressThrough(decoder);
        DecoderBaseline total = DecoderBaseline.FromMoments(residual.Means, Total(rest.Activity), model.Directions, noise);
        (LatentDecoder[] within, LatentDecoder[] outside) = Matched(residual, decoder, wanted, seed);
        LatentDecoder[] all = [.. within, .. outside];

        double[] measured = new double[all.Length], error = new double[all.Length], progress = new double[all.Length];
        double[][] told = [.. Enumerable.Range(0, 6).Select(_ => new double[all.Length])];
        List<double> predictedTransfer = [], linearTransfer = [], measuredTransfer = [];
        for (int k = 0; k < all.Length; k++)
        {
            var task = new CentreOut(model.Cues, model.Directions, all[k], wanted);
            measured[k] = CentreOutSimulator.Measure(model.Network, task, new CentreOutOptions { Seed = 100 + seed }).Speed;
            DecoderPrediction one = Flr.PredictDecoder(residual, all[k], wanted);
            error[k] = Math.Sqrt(one.Error.ToArray().Sum(e => e * e) / 8) / wanted;
            progress[k] = one.Progress.ToArray().Average() / wanted;
            DecoderPrediction linear = Flr.PredictDecoder(linearised, all[k], wanted);
            (told[0][k], told[1][k], told[2][k]) = (linear.Speed, one.Speed, Flr.PredictDecoder(perCue, all[k], wanted).Speed);
            (told[3][k], told[4][k], told[5][k]) = (Flr.PredictDecoder(total, all[k], wanted).Speed, one.IdentityNull, one.Flr2);
            if (k % 20 == 0)
            {
                for (int a = 0; a < 8; a++)
                {
                    // Without noise: entries near 0 would otherwise measure the noise of the measurement.
                    NdArray<double> moved = CentreOutSimulator.Measure(silent, task, new CentreOutOptions { TrainedTarget = a, Repeats = 1 }).PerTarget;
                    for (int b = 0; b < 8; b++)
                    {
                        if (a == b)
                            continue;
                        measuredTransfer.Add(moved[b]);
                        predictedTransfer.Add(one.Interference[a, b]);
                        linearTransfer.Add(linear.Interference[a, b]);
                    }
                }
            }
        }

        string[] names = ["linearised", "residual, pooled", "residual, per cue", "total", "identity null", "FLR2, no error"];
        var table = new StringBuilder(FormattableString.Invariant($"network {seed}, g = {disorder}, v* {wanted:f3}, progress {progress[..Pairs].Average():f2}/{progress[Pairs..].Average():f2}, error {error[..Pairs].Average():f2}/{error[Pairs..].Average():f2}\npredictor            rho    R2     slope  partial within outside\n"));
        double[] rho = new double[6], partial = new double[6];
        for (int p = 0; p < 6; p++)
        {
            rho[p] = Correlation.Spearman(told[p], measured);
            partial[p] = Partial(told[p], measured, error, progress);
            double r = Correlation.Pearson(told[p], measured);
            table.AppendLine(FormattableString.Invariant($"{names[p],-20} {rho[p]:f3}  {r * r:f3}  {Slope(told[p], measured):f2}   {partial[p]:f3}   {Correlation.Spearman(told[p].AsSpan(0, Pairs), measured.AsSpan(0, Pairs)):f3}  {Correlation.Spearman(told[p].AsSpan(Pairs), measured.AsSpan(Pairs)):f3}"));
        }

        double transfer = Math.Pow(Correlation.Pearson([.. predictedTransfer], [.. measuredTransfer]), 2), exact = Math.Pow(Correlation.Pearson([.. linearTransfer], [.. measuredTransfer]), 2);
        double[] ratios = [.. Enumerable.Range(0, Pairs).Select(k => measured[k] / measured[Pairs + k]).Order()];
        table.AppendLine(FormattableString.Invariant($"interference, {measuredTransfer.Count} off-diagonal entries: R2 linearised {exact:f4}, residual {transfer:f4}; negative {measuredTransfer.Count(m => m < 0) / (double)measuredTransfer.Count:p0}"));
        table.AppendLine(FormattableString.Invariant($"within over outside, median of matched pairs: {0.5 * (ratios[14] + ratios[15]):f2}"));
        output.WriteLine(table.ToString());

        Assert.True(rho[1] >= LeastSpearman, table.ToString());
        Assert.True(partial[1] >= LeastPartial, table.ToString());
        Assert.True(rho[3] < rho[1] && rho[4] < rho[1], table.ToString());
        Assert.True(exact >= LeastTransferR2, table.ToString());

        DecoderBaseline Of(CentreOutRecording from, bool each)
            => DecoderBaseline.FromSamples(from.Activity, from.Target, from.Trial, model.Directions, noise, perTarget: each);
    }

    /// <summary>Pairs of a decoder within and one outside the manifold, nearest in progress and error, each used once.</summary>
    private static (LatentDecoder[] Within, LatentDecoder[] Outside) Matched(DecoderBaseline baseline, LatentDecoder decoder, double wanted, int seed)
    {
        var options = new RankOptions { AngleRange = new(20, 85), Seed = seed, WantedSpeed = wanted, Intervals = 0 };
        DecoderRanking within = Flr.RankDecoders(baseline, decoder, PerturbationKind.WithinManifold, 8000, options);
        DecoderRanking outside = Flr.RankDecoders(baseline, decoder, PerturbationKind.OutsideManifold, 8000, options);
        var distances = new List<(double Distance, int In, int Out)>();
        for (int i = 0; i < within.Rows; i += Math.Max(1, within.Rows / 600))
        {
            for (int o = 0; o < outside.Rows; o += Math.Max(1, outside.Rows / 600))
            {
                double dp = within.OpenLoopProgress[i] - outside.OpenLoopProgress[o], de = within.InitialError[i] - outside.InitialError[o];
                distances.Add(((dp * dp) + (de * de), i, o));
            }
        }

        HashSet<int> usedIn = [], usedOut = [];
        List<LatentDecoder> ins = [], outs = [];
        foreach ((double _, int i, int o) in distances.OrderBy(d => d.Distance))
        {
            if (ins.Count == Pairs)
                break;
            if (usedIn.Contains(i) || usedOut.Contains(o))
                continue;
            usedIn.Add(i);
            usedOut.Add(o);
            ins.Add(within.Decoder(i));
            outs.Add(outside.Decoder(o));
        }

        Assert.Equal(Pairs, ins.Count);
        return ([.. ins], [.. outs]);
    }

    private static NdArray<double> Unscaled(FactorAnalysis factors) => factors.Axes.ToMatrix().Transpose().ToNdArray();

    private static NdArray<double> MeanOf(NdArray<double> activity)
        => NdArray<double>.Copy((activity.ToMatrix().ColumnSums() / activity.Shape[0]).ToArray(), activity.Shape[1]);

    private static NdArray<double> Total(NdArray<double> activity)
    {
        Matrix<double> x = activity.ToMatrix();
        Vector<double> mean = x.ColumnSums() / x.RowCount;
        return ((x.TransposeThisAndMultiply(x) / x.RowCount) - mean.OuterProduct(mean)).ToNdArray();
    }

    /// <summary>The rank correlation with two covariates held fixed: what is left of the ranks after regression on theirs.</summary>
    private static double Partial(double[] x, double[] y, params double[][] covariates)
    {
        Matrix<double> design = Matrix<double>.Build.DenseOfColumns([Enumerable.Repeat(1.0, x.Length), .. covariates.Select(c => (IEnumerable<double>)Ranks.Average(c))]);
        return Correlation.Pearson(Left(x), Left(y));

        double[] Left(double[] values)
        {
            Vector<double> ranks = Vector<double>.Build.Dense(Ranks.Average(values));
            return (ranks - (design * design.QR().Solve(ranks))).ToArray();
        }
    }

    private static double Slope(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum() / x.Sum(a => a * a);
}
