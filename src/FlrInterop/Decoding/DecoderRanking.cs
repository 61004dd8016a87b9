namespace FlrInterop;

/// <summary>Candidate decoders, the one predicted to be learned fastest first; columns, one row a candidate kept.</summary>
public sealed class DecoderRanking
{
    private readonly DecoderBaseline _baseline;
    private readonly LatentDecoder _decoder;

    internal DecoderRanking(DecoderBaseline baseline, LatentDecoder decoder)
    {
        _baseline = baseline;
        _decoder = decoder;
    }

    /// <summary>How the candidates were made.</summary>
    public required PerturbationKind Kind { get; init; }

    /// <summary>p of each candidate, shape (rows, latents) within, (rows, units) outside the manifold, int32: see <see cref="LatentDecoder.Perturbed"/>.</summary>
    public required NdArray<int> Permutation { get; init; }

    /// <summary>The predicted speed, progress gained per unit ε and per τ (relative where the noise is unknown), shape (rows,), float64, descending.</summary>
    public required NdArray<double> PredictedSpeed { get; init; }

    /// <summary>Its standard error over trials drawn anew, shape (rows,), float64; NaN beyond the rows that intervals were asked for.</summary>
    public required NdArray<double> StandardError { get; init; }

    /// <summary>The lower end of its 95 % interval, shape (rows,), float64; NaN as the standard error.</summary>
    public required NdArray<double> IntervalLow { get; init; }

    /// <summary>The upper end, shape (rows,), float64; NaN as the standard error.</summary>
    public required NdArray<double> IntervalHigh { get; init; }

    /// <summary>The speed of targets trained alone, the mean of T_aa, shape (rows,), float64.</summary>
    public required NdArray<double> OwnTarget { get; init; }

    /// <summary>The speed with the identity in place of the covariance, shape (rows,), float64, in units of its own.</summary>
    public required NdArray<double> IdentityNull { get; init; }

    /// <summary>The root mean square over targets of |e_a|, over v*, shape (rows,), float64.</summary>
    public required NdArray<double> InitialError { get; init; }

    /// <summary>The mean open-loop progress, over v*, shape (rows,), float64.</summary>
    public required NdArray<double> OpenLoopProgress { get; init; }

    /// <summary>The mean open-loop speed over that of the old decoder, shape (rows,), float64.</summary>
    public required NdArray<double> SpeedRatio { get; init; }

    /// <summary>|B|², shape (rows,), float64.</summary>
    public required NdArray<double> SquaredNorm { get; init; }

    /// <summary>The angle of each row of B to the old one, degrees, shape (rows, 2), float64.</summary>
    public required NdArray<double> Angles { get; init; }

    /// <summary>v*.</summary>
    public required double WantedSpeed { get; init; }

    /// <summary>The permutations drawn.</summary>
    public required int Drawn { get; init; }

    /// <summary>The different ones among them.</summary>
    public required int Different { get; init; }

    /// <summary>What was assumed, and whether it holds.</summary>
    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    /// <summary>"completed", or that no candidate lies within the ranges.</summary>
    public required string Status { get; init; }

    /// <summary>The number of candidates kept.</summary>
    public int Rows => PredictedSpeed.Length;

    /// <summary>The decoder of a row.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The perturbed decoder.</returns>
    public LatentDecoder Decoder(int row) => _decoder.Perturbed(Kind, Permutation.Row(row));

    /// <summary>Everything that is predicted of a row: per target, as the matrix of interference, and as a learning curve.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>The prediction.</returns>
    public DecoderPrediction Prediction(int row) => DecoderForecast.Of(_baseline, Decoder(row), WantedSpeed);
}
