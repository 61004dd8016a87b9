namespace FlrInterop;

/// <summary>
/// A recorded brain–computer interface session: bins, trials, decoders and blocks; immutable, checked once. The first block
/// is the baseline (the decoder the animal knows), the second the one in which the new decoder is learned.
/// </summary>
public sealed class BciSession
{
    private readonly LatentMap? _latentMap;

    /// <summary>A session from its tables, which are not copied.</summary>
    /// <param name="blocks">The blocks in the order of time, one or more; a fit needs two, each with a decoder.</param>
    /// <param name="decoders">The decoders, all of one number of units; none where none is stored.</param>
    /// <param name="bins">The bins, sorted by trial (in the order of <paramref name="trials"/>) and time.</param>
    /// <param name="trials">The trials in the order of time; a fit needs three with usable bins or more of each target in its two blocks.</param>
    /// <param name="binSeconds">The duration of a bin in s; NaN where not stored.</param>
    /// <exception cref="ShapeException">A column has the wrong length or a decoder the wrong number of units.</exception>
    /// <exception cref="ParameterException">A number that is needed is not finite, a flag is neither 0 nor 1, or the cursor lies on the target in a usable bin.</exception>
    /// <exception cref="UnknownNameException">A block or a stored column names no known decoder.</exception>
    /// <exception cref="DataFormatException">The tables do not fit each other, or there is no block.</exception>
    public BciSession(
        IReadOnlyList<SessionBlock> blocks,
        IReadOnlyList<Decoder> decoders,
        SessionBins bins,
        SessionTrials trials,
        double binSeconds = 0.045)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(decoders);
        ArgumentNullException.ThrowIfNull(bins);
        ArgumentNullException.ThrowIfNull(trials);
        BinSeconds = double.IsNaN(binSeconds) ? binSeconds : Require.Positive(binSeconds, "bin_s");
        Blocks = [.. blocks];
        Decoders = [.. decoders];
        SessionChecks.Blocks(Blocks, Decoders);
        SessionChecks.Trials(trials);
        SessionChecks.Bins(bins, Decoders);
        Bins = bins;
        Trials = trials;
        Index = new SessionIndex(Blocks, bins, trials);
    }

    /// <summary>The layout of the file it came from, "hennig2021" for example; "tables" where it came from none.</summary>
    public string Layout { get; init; } = "tables";

    /// <summary>What the activity is: latents, the default, or spike counts.</summary>
    public ActivityKind ActivityKind { get; init; } = ActivityKind.Latents;

    /// <summary>The duration of a bin in s; NaN where not stored.</summary>
    public double BinSeconds { get; }

    /// <summary>How counts become latents; null where not stored.</summary>
    /// <exception cref="ShapeException">It makes another number of latents, or reads another number of units.</exception>
    public LatentMap? LatentMap
    {
        get => _latentMap;
        init
        {
            _latentMap = value;
            if (value is not null)
                SessionChecks.LatentMap(value, Bins);
        }
    }

    /// <summary>What must be known to judge its results, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The blocks in the order of time.</summary>
    public IReadOnlyList<SessionBlock> Blocks { get; }

    /// <summary>The decoders.</summary>
    public IReadOnlyList<Decoder> Decoders { get; }

    /// <summary>The bins.</summary>
    public SessionBins Bins { get; }

    /// <summary>The trials.</summary>
    public SessionTrials Trials { get; }

    /// <summary>The number of units or latents k.</summary>
    public int Units => Bins.Activity.Shape[1];

    /// <summary>The different target directions, ascending, degrees; NaN alone where none is known.</summary>
    public IReadOnlyList<double> TargetsDeg => Index.Targets;

    internal SessionIndex Index { get; }

    /// <summary>The decoder of this name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public Decoder Decoder(string name)
    {
        SessionChecks.Known(name, Decoders.Select(d => d.Name), "decoder");
        return Decoders.First(d => d.Name == name);
    }

    /// <summary>The velocity of every bin through a decoder, M2 z + M0: a single bin, without the memory M1, whichever decoder moved the cursor.</summary>
    /// <param name="decoder">The decoder's name.</param>
    /// <returns>Velocities, shape (bins, 2), float64, mm/s; NaN in bins that are not usable and have no activity.</returns>
    /// <exception cref="UnknownNameException">There is no such decoder.</exception>
    public NdArray<double> Velocity(string decoder) => DecodedVelocity.Of(this, Decoder(decoder));

    /// <summary>The progress of every bin through a decoder: v · u, u the unit vector from the cursor (after its move) to the target.</summary>
    /// <param name="decoder">The decoder's name.</param>
    /// <returns>Progress, shape (bins,), float64, mm/s; NaN in bins that are not usable and incomplete.</returns>
    /// <exception cref="UnknownNameException">There is no such decoder.</exception>
    public NdArray<double> Progress(string decoder) => CursorProgress.Of(this, Velocity(decoder));

    /// <summary>The angle from the direction to the target to the velocity through a decoder.</summary>
    /// <param name="decoder">The decoder's name.</param>
    /// <returns>Angles in (−180, 180], shape (bins,), float64, degrees, counter-clockwise positive; NaN in bins that are not usable and incomplete.</returns>
    /// <exception cref="UnknownNameException">There is no such decoder.</exception>
    public NdArray<double> AngularError(string decoder) => CursorProgress.AngularError(this, Velocity(decoder));

    /// <summary>The mean of a quantity over the usable bins of every trial, so that each trial has one weight.</summary>
    /// <param name="values">One value a bin, shape (bins,), float64.</param>
    /// <returns>Trial values, shape (trials,), float64, in the unit of the values; NaN for a trial without usable bins.</returns>
    /// <exception cref="ShapeException">The values are not one a bin.</exception>
    public NdArray<double> TrialMeans(NdArray<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Require.Shape(values.Shape, nameof(values), "(bins,)", Bins.Trial.Length);
        return NdArray<double>.Copy(TrialValues.Of(this, values.Span), Trials.Trial.Length);
    }

    /// <summary>The mean activity of every target and one covariance, over the usable bins of a block.</summary>
    /// <param name="block">The block's name; the first block where null.</param>
    /// <param name="covariance">Which differences the covariance holds.</param>
    /// <returns>The means and the covariance.</returns>
    /// <exception cref="UnknownNameException">There is no such block.</exception>
    /// <exception cref="DataFormatException">A target has no usable bins in the block, or the block too few for this covariance.</exception>
    public BaselineActivity Activity(string? block = null, CovarianceKind covariance = CovarianceKind.Residual)
        => BaselineActivity.Of(this, BlockPlace(block ?? Blocks[0].Name), covariance);

    /// <summary>What is there, what a fit lacks, and what can therefore be done.</summary>
    /// <returns>Sentences.</returns>
    public SessionDescription Describe() => SessionContents.Of(this);

    /// <summary>Does the session fit together? What is stored against what is computed from the activity and the decoders.</summary>
    /// <returns>One row a quantity and block; empty where nothing is stored that could be compared.</returns>
    public IReadOnlyList<SessionCheck> Validate() => SessionValidation.Of(this);

    internal int BlockPlace(string name)
    {
        SessionChecks.Known(name, Blocks.Select(b => b.Name), "block");
        return Enumerable.Range(0, Blocks.Count).First(i => Blocks[i].Name == name);
    }
}
