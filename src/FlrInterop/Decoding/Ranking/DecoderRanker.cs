using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Draws, screens, scores and sorts candidates, blocks of them over threads.</summary>
internal sealed class DecoderRanker(
    DecoderBaseline baseline, LatentDecoder decoder, PerturbationKind kind, int candidates, RankOptions options)
{
    private const int Block = 256;
    private readonly FeatureSpace _space = FeatureSpace.Of(baseline, decoder, kind);
    private readonly double _wanted = options.WantedSpeed ?? baseline.ProgressThrough(decoder);

    public DecoderRanking Rank(IProgress<double>? progress, CancellationToken cancellation)
    {
        if (!(_wanted > 0))
            throw Require.Refused("the mean progress through the old decoder", _wanted, "above 0", "give WantedSpeed, or check the directions");
        int[] permutations = Draw(cancellation);
        (int[] first, int different) = FirstOfEach(permutations);
        CandidateScore?[] scores = Score(permutations, first, progress, cancellation);
        CandidateScore[] kept = [.. scores.Where(s => s is not null).Select(s => s!.Value).OrderByDescending(s => s.Speed).ThenBy(s => s.Candidate)];
        return Ranking(permutations, kept, different, Intervals(permutations, kept, cancellation));
    }

    private ReadOnlySpan<int> Of(int[] permutations, int candidate) => permutations.AsSpan(candidate * _space.Count, _space.Count);

    private int[] Draw(CancellationToken cancellation)
    {
        int[] permutations = new int[checked(candidates * _space.Count)];
        WorkersEach.Run(
            (candidates + Block - 1) / Block,
            options.Threads ?? Environment.ProcessorCount,
            () =>
            {
                int[] chosen = new int[_space.Count];
                return block =>
                {
                    for (int candidate = block * Block; candidate < Math.Min((block + 1) * Block, candidates); candidate++)
                        PermutationDraws.Fill(options.Seed, kind, candidate, permutations.AsSpan(candidate * _space.Count, _space.Count), chosen);
                };
            },
            progress: null,
            cancellation);
        return permutations;
    }

    /// <summary>Candidates whose permutation has not been drawn before.</summary>
    private (int[] First, int Different) FirstOfEach(int[] permutations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<int> first = [];
        for (int candidate = 0; candidate < candidates; candidate++)
        {
            string key = string.Create(_space.Count, (permutations, start: candidate * _space.Count), (characters, state) =>
            {
                for (int j = 0; j < characters.Length; j++)
                    characters[j] = (char)state.permutations[state.start + j];
            });
            if (seen.Add(key))
                first.Add(candidate);
        }

        return ([.. first], first.Count);
    }

    private CandidateScore?[] Score(int[] permutations, int[] which, IProgress<double>? progress, CancellationToken cancellation)
    {
        var scores = new CandidateScore?[which.Length];
        WorkersEach.Run(
            (which.Length + Block - 1) / Block,
            options.Threads ?? Environment.ProcessorCount,
            () =>
            {
                var scorer = new CandidateScorer(baseline, decoder, _space, options, _wanted);
                return block =>
                {
                    for (int at = block * Block; at < Math.Min((block + 1) * Block, which.Length); at++)
                        scores[at] = scorer.Score(which[at], Of(permutations, which[at]));
                };
            },
            progress,
            cancellation);
        return scores;
    }

    private (double StandardError, double Low, double High)[] Intervals(int[] permutations, CandidateScore[] kept, CancellationToken cancellation)
    {
        var intervals = new (double StandardError, double Low, double High)[kept.Length];
        Array.Fill(intervals, (double.NaN, double.NaN, double.NaN));
        int wanted = Math.Min(options.Intervals, kept.Length);
        if (wanted == 0 || baseline.Bins is not BaselineBins bins)
            return intervals;
        var bootstrap = new SpeedBootstrap(baseline, bins, _wanted, options.Resamples, options.Seed);
        WorkersEach.Run(
            wanted,
            options.Threads ?? Environment.ProcessorCount,
            () => row => intervals[row] = bootstrap.Of(decoder.Perturbed(kind, Of(permutations, kept[row].Candidate))),
            progress: null,
            cancellation);
        return intervals;
    }

    private DecoderRanking Ranking(int[] permutations, CandidateScore[] kept, int different, (double StandardError, double Low, double High)[] intervals)
    {
        int rows = kept.Length;
        NdArray<int> permutation = NdArray<int>.Create(out Span<int> orders, rows, _space.Count);
        for (int row = 0; row < rows; row++)
            Of(permutations, kept[row].Candidate).CopyTo(orders[(row * _space.Count)..]);
        return new DecoderRanking(baseline, decoder)
        {
            Kind = kind,
            Permutation = permutation,
            PredictedSpeed = Column(s => s.Speed),
            StandardError = NdArray<double>.Copy([.. intervals.Select(i => i.StandardError)], rows),
            IntervalLow = NdArray<double>.Copy([.. intervals.Select(i => i.Low)], rows),
            IntervalHigh = NdArray<double>.Copy([.. intervals.Select(i => i.High)], rows),
            OwnTarget = Column(s => s.OwnTarget),
            IdentityNull = Column(s => s.IdentityNull),
            InitialError = Column(s => s.InitialError),
            OpenLoopProgress = Column(s => s.Progress),
            SpeedRatio = Column(s => s.SpeedRatio),
            SquaredNorm = Column(s => s.SquaredNorm),
            Angles = NdArray<double>.Copy([.. kept.SelectMany(s => new[] { s.FirstAngle, s.SecondAngle })], rows, 2),
            WantedSpeed = _wanted,
            Drawn = candidates,
            Different = different,
            Assumptions = Assumptions(),
            Status = rows > 0
                ? RunStatus.Completed
                : FormattableString.Invariant($"none of {different} different candidates lies within the ranges of angle, norm, speed and progress"),
        };

        NdArray<double> Column(Func<CandidateScore, double> of) => NdArray<double>.Copy(Array.ConvertAll(kept, s => of(s)), rows);
    }

    private List<Assumption> Assumptions()
    {
        bool model = baseline.Estimator == Estimators.Linearised;
        double[] angles = [.. RowAngles()];
        return
        [
            new("rule driven by the velocity error, Δ J ∝ (Bᵀe) xᵀ", "assumed", null),
            new("detailed balance (symmetric J)", model ? "not needed: χ of the model" : "cannot be told from equal-time moments", model ? true : null),
            new("noise intensity known", baseline.NoiseKnown ? "given" : "unknown: speeds are relative, their order does not need it", baseline.NoiseKnown),
            new(
                "rows of P orthonormal, so that the kinds can be matched in |B|",
                FormattableString.Invariant($"largest entry of P Pᵀ − 1: {angles.Max():g3}"),
                angles.Max() < 1e-6),
        ];
    }

    private IEnumerable<double> RowAngles()
    {
        for (int i = 0; i < decoder.Latents; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = System.Numerics.Tensors.TensorPrimitives.Dot(decoder.Projection.Row(i), decoder.Projection.Row(j));
                yield return Math.Abs(product - (i == j ? 1 : 0));
            }
        }
    }
}
