using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>
/// What the baseline block predicts for every target, u = (cos θ, sin θ): the direction to learn ξ = M2ᵀu of the decoder to be
/// learned, the variance ξᵀCξ along it, |z̄ − o|², FLR2 (their product), FLR1 of the error-driven rule
/// ξᵀ C M2ᵀ(v* u − M2 z̄ − M0) |z̄ − o|², and the open-loop start u · (M2 z̄ + M0).
/// </summary>
/// <remarks>Rounding is taken out of each column, so that opposite targets, which share their variance for any C, tie.</remarks>
internal sealed class Predictors
{
    private Predictors(int targets)
    {
        Variance = new double[targets];
        EvokedSquared = new double[targets];
        Flr1 = new double[targets];
        Flr2 = new double[targets];
        OpenLoop = new double[targets];
    }

    /// <summary>ξᵀCξ, (mm/s)².</summary>
    public double[] Variance { get; private set; }

    /// <summary>|z̄ − o|²; o is 0 for latents, the grand mean for counts.</summary>
    public double[] EvokedSquared { get; private set; }

    public double[] Flr1 { get; private set; }

    public double[] Flr2 { get; private set; }

    /// <summary>mm/s.</summary>
    public double[] OpenLoop { get; private set; }

    /// <param name="session">The session.</param>
    /// <param name="baseline">The activity of the baseline block.</param>
    /// <param name="decoder">The decoder to be learned.</param>
    /// <param name="wanted">v*: the mean progress through the known decoder in the baseline block, mm/s.</param>
    public static Predictors Of(BciSession session, BaselineActivity baseline, Decoder decoder, double wanted)
    {
        int targets = session.Index.Targets.Length;
        var found = new Predictors(targets);
        for (int t = 0; t < targets; t++)
        {
            double angle = session.Index.Targets[t] * (Math.PI / 180);
            double x = Math.Cos(angle), y = Math.Sin(angle);
            double[] direction = decoder.Along(x, y);
            double[] spread = Times(baseline.Covariance, direction);
            (double vx, double vy) = decoder.Single(baseline.Means.Row(t));
            double evoked = 0;
            for (int j = 0; j < direction.Length; j++)
            {
                double origin = session.ActivityKind == ActivityKind.Counts ? baseline.GrandMean[j] : 0;
                evoked += (baseline.Means[t, j] - origin) * (baseline.Means[t, j] - origin);
            }

            found.Variance[t] = Correlation.Dot(direction, spread);
            found.EvokedSquared[t] = evoked;
            found.OpenLoop[t] = (x * vx) + (y * vy);
            found.Flr1[t] = Correlation.Dot(spread, decoder.Along((wanted * x) - vx, (wanted * y) - vy)) * evoked;
        }

        found.Variance = Ranks.Tied(found.Variance);
        for (int t = 0; t < targets; t++)
            found.Flr2[t] = found.Variance[t] * found.EvokedSquared[t];
        found.EvokedSquared = Ranks.Tied(found.EvokedSquared);
        found.Flr1 = Ranks.Tied(found.Flr1);
        found.Flr2 = Ranks.Tied(found.Flr2);
        found.OpenLoop = Ranks.Tied(found.OpenLoop);
        return found;
    }

    private static double[] Times(NdArray<double> matrix, double[] vector)
    {
        var product = new double[vector.Length];
        for (int i = 0; i < product.Length; i++)
            product[i] = Correlation.Dot(matrix.Row(i), vector);
        return product;
    }
}
