using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace FlrInterop;

/// <summary>
/// A linear network whose stationary covariance and evoked means are a session's: J = 1 − D C⁻¹ solves (J − 1) C + C (J − 1)ᵀ + 2 D = 0, and the
/// cue of a target is η = (1 − J) z̄.
/// </summary>
/// <remarks>
/// Of all J with this covariance it is the symmetric one, in detailed balance: moments at one time do not tell the others apart. D only sets the unit
/// of time: it is the variance of the quietest direction, which so has no recurrent coupling, and no eigenvalue of J is below 0.
/// </remarks>
public sealed class Surrogate
{
    private Surrogate(CentreOutModel model) => Model = model;

    /// <summary>The network with a cue and a direction for every target, in the order of the session's targets.</summary>
    public CentreOutModel Model { get; }

    /// <summary>The directions of the targets, shape (targets,), float64, degrees, ascending.</summary>
    public required NdArray<double> TargetDeg { get; init; }

    /// <summary>The zero of activity, shape (units,), float64: 0 for latents, the grand mean for counts; the network's activity is the session's minus this.</summary>
    public required NdArray<double> Origin { get; init; }

    /// <summary>|C of the network − C of the session| / |C of the session|, Frobenius norms.</summary>
    public required double CovarianceError { get; init; }

    /// <summary>The largest difference of an evoked mean from the session's, over the root mean square of these.</summary>
    public required double MeanError { get; init; }

    /// <summary>The directions whose variance was raised so that the network is not too slow.</summary>
    public required int Raised { get; init; }

    /// <summary>The longest relaxation time of the network, in τ.</summary>
    public required double SlowestTime { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>A session's decoder for the network's activity.</summary>
    /// <param name="decoder">The decoder.</param>
    /// <returns>The same velocities from activity without its zero.</returns>
    /// <exception cref="ShapeException">Another number of units.</exception>
    public LatentDecoder Decoder(Decoder decoder)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        Require.Shape([decoder.Units], "the decoder's units", "the network's (units,)", Model.Network.Units);
        (double x, double y) = decoder.Single(Origin.Span);
        return LatentDecoder.OfLatents(decoder.Weights, NdArray<double>.Copy([x, y], 2));
    }

    internal static Surrogate Of(BciSession session, SurrogateOptions options)
    {
        SessionContents.RequireTargets(session);
        BaselineActivity baseline = session.Activity(covariance: options.Covariance);
        int units = session.Units, targets = baseline.Means.Shape[0];
        Matrix<double> covariance = baseline.Covariance.ToMatrix();
        Evd<double> axes = covariance.Evd(Symmetricity.Symmetric);
        double largest = axes.EigenValues[units - 1].Real, least = largest / options.Slowest;
        if (!(largest > 0))
            throw Require.Refused("the session's largest variance", largest, "above 0");
        double[] variances = [.. axes.EigenValues.Select(v => Math.Max(v.Real, least))];
        double noise = variances.Min();
        Matrix<double> leak = axes.EigenVectors * Matrix<double>.Build.DiagonalOfDiagonalArray(Array.ConvertAll(variances, v => noise / v)) * axes.EigenVectors.Transpose();
        Matrix<double> coupling = Matrix<double>.Build.DenseIdentity(units) - ((leak + leak.Transpose()) / 2);
        bool counts = session.ActivityKind == ActivityKind.Counts;
        NdArray<double> origin = counts ? baseline.GrandMean : NdArray<double>.Copy(new double[units], units);
        NdArray<double> means = NdArray<double>.Create(out Span<double> centred, targets, units);
        for (int i = 0; i < centred.Length; i++)
            centred[i] = baseline.Means.Span[i] - origin[i % units];
        NdArray<double> cues = (means.ToMatrix() - (means.ToMatrix() * coupling.Transpose())).ToNdArray();
        var network = new Network(Couplings.FromArray(coupling.ToNdArray())) { Noise = noise, Transfer = TransferFunction.Linear };
        var model = new CentreOutModel(network, cues, DecoderBaseline.DirectionsAt(baseline.TargetDeg.Span));
        Matrix<double>? reached = Lyapunov.Solve(coupling - Matrix<double>.Build.DenseIdentity(units), noise);
        return new Surrogate(model)
        {
            TargetDeg = baseline.TargetDeg,
            Origin = origin,
            CovarianceError = reached is null ? double.NaN : (reached - covariance).FrobeniusNorm() / covariance.FrobeniusNorm(),
            MeanError = MeansError(model, means),
            Raised = axes.EigenValues.Count(v => v.Real < least),
            SlowestTime = largest / noise,
            Assumptions =
            [
                new("detailed balance (symmetric J)", "moments at one time cannot tell", null),
                new("linear response", "a linear network: no saturation", null),
                new("noise alike in every direction", "assumed; the residual covariance is all response", null),
                new("noise intensity", "unknown: it sets the unit of time, so speeds are relative", false),
            ],
        };
    }

    private static double MeansError(CentreOutModel model, NdArray<double> means)
    {
        double most = 0, squares = 0;
        for (int a = 0; a < means.Shape[0]; a++)
        {
            ReadOnlySpan<double> found = FixedPoint.Find(model.Network, model.Cues.At(a), means.At(a)).State.Span, wanted = means.Row(a);
            for (int i = 0; i < found.Length; i++)
            {
                most = Math.Max(most, Math.Abs(found[i] - wanted[i]));
                squares += wanted[i] * wanted[i];
            }
        }

        return squares > 0 ? most / Math.Sqrt(squares / means.Length) : most;
    }
}
