using FlrInterop.Statistics;

namespace FlrInterop;

/// <content>A network in a session's place.</content>
public static partial class Flr
{
    /// <summary>A network whose stationary covariance and evoked means are those of a session's first block.</summary>
    /// <param name="session">The session.</param>
    /// <param name="options">How; the defaults where null.</param>
    /// <returns>The network with its cues, and how far it is from the session.</returns>
    /// <exception cref="DataFormatException">No trial has a known target.</exception>
    /// <exception cref="ParameterException">The activity does not vary.</exception>
    public static Surrogate Surrogate(BciSession session, SurrogateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        return FlrInterop.Surrogate.Of(session, options ?? new SurrogateOptions());
    }

    /// <summary>Lets a session's surrogate learn the new decoder, its mean activity without noise, and compares the speeds of its targets with the animal's.</summary>
    /// <param name="session">The session, of 8 targets at most.</param>
    /// <param name="fit">How: what counts as the animal's speed, and the key of permutations; the defaults where null.</param>
    /// <param name="options">How the network is fitted; the defaults where null.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>Speeds of every target, simulated, predicted and the animal's.</returns>
    /// <exception cref="DataFormatException">The session cannot be fitted: all that it lacks is listed.</exception>
    /// <exception cref="ParameterException">There are more than 8 targets, or the activity does not vary.</exception>
    public static SurrogateLearning SurrogateLearning(
        BciSession session, FitOptions? fit = null, SurrogateOptions? options = null, CancellationToken cancellation = default)
    {
        const double relaxations = 12;
        FitOptions how = fit ?? new FitOptions();
        FlrFit animal = Fit(session, how, null, cancellation);
        Surrogate surrogate = Surrogate(session, options);
        // A session that was fitted has a decoder in both blocks.
        LatentDecoder old = surrogate.Decoder(session.Decoder(session.Blocks[0].Decoder!)), changed = surrogate.Decoder(session.Decoder(session.Blocks[1].Decoder!));
        DecoderBaseline baseline = DecoderBaseline.FromNetwork(surrogate.Model.Network, surrogate.Model.Cues, surrogate.Model.Directions, cancellation);
        double wanted = baseline.ProgressThrough(old);
        if (!(wanted > 0))
            throw Require.Refused("the mean progress through the old decoder", wanted, "above 0");

        // A recording's fluctuations are as large as its means: their products with the error would drown the speeds, so the mean course is followed.
        var silent = new Network(surrogate.Model.Network.Coupling) { Noise = 0, Transfer = surrogate.Model.Network.Transfer };
        CentreOutMeasurement seen = CentreOutSimulator.Measure(
            silent,
            new CentreOut(surrogate.Model.Cues, surrogate.Model.Directions, changed, wanted),
            new CentreOutOptions { Settle = 0, Duration = relaxations * surrogate.SlowestTime, Repeats = 1 },
            cancellation);
        double[] speeds = [.. animal.Table.Select(row => row.Column(how.Measure))];
        double[] simulated = seen.PerTarget.ToArray();
        int[] both = [.. Enumerable.Range(0, speeds.Length).Where(t => !double.IsNaN(speeds[t]))];
        double[] x = [.. both.Select(t => simulated[t])], y = [.. both.Select(t => speeds[t])];
        double rho = Correlation.Spearman(x, y);
        return new SurrogateLearning
        {
            TargetDeg = surrogate.TargetDeg,
            Simulated = seen.PerTarget,
            Predicted = PredictDecoder(baseline, changed, wanted).Interleaved,
            Animal = NdArray<double>.Copy(speeds, speeds.Length),
            Rho = rho,
            Interval = SpearmanPower.Interval(rho, both.Length),
            P = PermutationTest.Spearman(x, y, how.Seed),
            Learning = animal.Learning.Verdict,
            Status = seen.Status,
        };
    }
}
