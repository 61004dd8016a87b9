using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>The prediction for one decoder, written as in the formulas: the check of the fast path, and what a row of a ranking opens into.</summary>
internal static class DecoderForecast
{
    public static DecoderPrediction Of(DecoderBaseline baseline, LatentDecoder decoder, double wanted)
    {
        Require.Shape([decoder.Units], "the decoder's units", "the baseline's (units,)", baseline.Units);
        int targets = baseline.Targets;
        Planar[] responses = new Planar[targets];
        for (int b = 0; b < targets; b++)
            responses[b] = b > 0 && baseline.Response.Shape[0] == 1 ? responses[0] : Through(decoder.Weights, baseline.Response.At(baseline.ResponseOf(b)));
        ReadOnlySpan<double> x = decoder.Weights.Row(0), y = decoder.Weights.Row(1);
        double xy = TensorPrimitives.Dot(x, y);
        var identity = new Planar(TensorPrimitives.SumOfSquares(x), xy, xy, TensorPrimitives.SumOfSquares(y));

        NdArray<double> velocity = decoder.Velocity(baseline.Means), directions = baseline.Directions;
        double[] errors = new double[2 * targets], progress = new double[targets], interleaved = new double[targets];
        for (int a = 0; a < targets; a++)
        {
            for (int axis = 0; axis < 2; axis++)
                errors[(2 * a) + axis] = (wanted * directions[a, axis]) - velocity[a, axis];
            progress[a] = TensorPrimitives.Dot(directions.Row(a), velocity.Row(a));
        }

        NdArray<double> interference = NdArray<double>.Create(out Span<double> t, targets, targets);
        double all = 0, own = 0, none = 0, flr2 = 0;
        for (int a = 0; a < targets; a++)
        {
            for (int b = 0; b < targets; b++)
            {
                double gram = baseline.Gram[a, b];
                t[(a * targets) + b] = Moved(responses[b], directions, b, errors.AsSpan(2 * a, 2)) * gram;
                interleaved[b] += t[(a * targets) + b] / targets;
                none += Moved(identity, directions, b, errors.AsSpan(2 * a, 2)) * gram / (targets * targets);
            }

            own += t[(a * targets) + a] / targets;
            flr2 += Moved(responses[a], directions, a, directions.Row(a)) * baseline.Gram[a, a] / targets;
        }

        foreach (double one in interleaved)
            all += one / targets;
        return new DecoderPrediction(new FrozenKernel(responses, baseline.Gram, directions, errors, wanted))
        {
            Speed = all,
            OwnTarget = own,
            IdentityNull = none,
            Flr2 = flr2,
            Interference = interference,
            Interleaved = NdArray<double>.Copy(interleaved, targets),
            Error = NdArray<double>.Copy(errors, targets, 2),
            Progress = NdArray<double>.Copy(progress, targets),
            WantedSpeed = wanted,
            Estimator = baseline.Estimator,
        };
    }

    /// <summary>B M Bᵀ.</summary>
    private static Planar Through(NdArray<double> weights, NdArray<double> response)
    {
        int units = weights.Shape[1];
        double[] toX = new double[units], toY = new double[units];
        for (int i = 0; i < units; i++)
        {
            toX[i] = TensorPrimitives.Dot(response.Row(i), weights.Row(0));
            toY[i] = TensorPrimitives.Dot(response.Row(i), weights.Row(1));
        }

        return new Planar(
            TensorPrimitives.Dot(weights.Row(0), toX),
            TensorPrimitives.Dot(weights.Row(0), toY),
            TensorPrimitives.Dot(weights.Row(1), toX),
            TensorPrimitives.Dot(weights.Row(1), toY));
    }

    /// <summary>u_bᵀ S f.</summary>
    private static double Moved(Planar s, NdArray<double> directions, int b, ReadOnlySpan<double> force)
    {
        (double x, double y) = s.Left(directions[b, 0], directions[b, 1]);
        return (x * force[0]) + (y * force[1]);
    }
}
