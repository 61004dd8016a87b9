using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class SessionDescriptionTests
{
    private static readonly SyntheticSession Made = new() { Trials = 4 };

    [Fact]
    public void A_whole_session_lacks_nothing()
    {
        SessionDescription found = Made.Build().Describe();
        Assert.True(found.CanBeFitted);
        Assert.Contains(found.Possible, text => text.Contains("fit", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_decoders_and_a_second_block_everything_missing_is_listed()
    {
        SessionBins bins = Made.Bins();
        var session = new BciSession([new(1, "recording", null), new(2, "later", null)], [], bins, Made.TrialTable(), double.NaN) { Notes = ["Read this."] };
        string message = Assert.Throws<DataFormatException>(() => SyntheticSession.Fit(session)).Message;
        Assert.Contains("decoders", message, StringComparison.Ordinal);
        Assert.Contains("What can be done: mean activity", message, StringComparison.Ordinal);
        Assert.Contains("Read this.", message, StringComparison.Ordinal);
        Assert.Empty(session.Validate());
        Assert.Null(session.Activity().ToActivity().Step);
    }

    [Fact]
    public void Without_targets_there_is_still_a_covariance()
    {
        BciSession session = Untold(1, 1, (_, _) => double.NaN);
        Assert.Contains(session.Describe().Missing, text => text.StartsWith("targets", StringComparison.Ordinal));
        Assert.Equal(double.NaN, Assert.Single(session.TargetsDeg));
        Assert.True(session.Activity(covariance: CovarianceKind.Total).Traces[CovarianceKind.Total] > 0);
    }

    [Fact]
    public void Bins_that_count_need_a_target_where_others_have_one()
        => Assert.Throws<DataFormatException>(() => Untold(1, 2, (trial, _) => trial == 1 ? double.NaN : 0));

    [Fact]
    public void A_stored_direction_replaces_positions()
    {
        BciSession with = Made.Build();
        SessionBins b = with.Bins;
        SessionBins bins = Other(b, b.TargetDeg, b.TargetDeg, b.Usable);
        var without = new BciSession(with.Blocks, with.Decoders, bins, with.Trials);
        double[] expected = with.Progress("perturbed").ToArray(), found = without.Progress("perturbed").ToArray();
        for (int bin = 0; bin < found.Length; bin++)
            Assert.Equal(expected[bin], found[bin], 1e-6);
        Assert.True(without.Describe().CanBeFitted);
    }

    [Fact]
    public void Stored_velocities_of_the_cursor_and_latents_are_computed_again()
    {
        BciSession with = Made.Build();
        SessionBins b = with.Bins;
        NdArray<double> still = NdArray<double>.Copy(new double[b.Trial.Length * 2], b.Trial.Length, 2);
        SessionBins bins = Other(b, b.TargetDeg, b.TargetDeg, b.Usable, with, still);
        var identity = new double[SyntheticSession.Units * SyntheticSession.Units];
        for (int j = 0; j < SyntheticSession.Units; j++)
            identity[j * (SyntheticSession.Units + 1)] = 1;
        var map = new LatentMap(NdArray<double>.Copy(identity, SyntheticSession.Units, SyntheticSession.Units), NdArray<double>.Copy(new double[SyntheticSession.Units], SyntheticSession.Units));
        var session = new BciSession([new(1, "intuitive", "intuitive"), new(2, "perturbed", "intuitive")], with.Decoders, bins, with.Trials) { LatentMap = map };
        IReadOnlyList<SessionCheck> rows = session.Validate();
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(row.Holds && row.Bins > 0, row.ToString()));
        Assert.Throws<ShapeException>(() => new BciSession(with.Blocks, with.Decoders, bins, with.Trials)
        {
            LatentMap = new LatentMap(NdArray<double>.Copy(new double[2], 1, 2), NdArray<double>.Copy(new double[2], 2)),
        });
    }

    private static BciSession Untold(long first, long last, Func<long, double, double> target)
    {
        SessionBins b = Made.Bins();
        SessionTrials t = Made.TrialTable();
        double[] told = [.. Enumerable.Range(0, t.Trial.Length).Select(i => t.Trial[i] >= first && (last == first || t.Trial[i] <= last) ? target(t.Trial[i], t.TargetDeg[i]) : t.TargetDeg[i])];
        double[] ofBins = [.. b.Trial.ToArray().Select(trial => told[trial - 1])];
        return new BciSession(
            SyntheticSession.Blocks,
            Made.Decoders(),
            Other(b, NdArray<double>.Copy(ofBins, ofBins.Length), null, b.Usable),
            new SessionTrials { Trial = t.Trial, Block = t.Block, TargetDeg = NdArray<double>.Copy(told, told.Length) });
    }

    private static SessionBins Other(SessionBins b, NdArray<double> target, NdArray<double>? direction, NdArray<byte> usable, BciSession? from = null, NdArray<double>? before = null) => new()
    {
        Block = b.Block,
        Trial = b.Trial,
        Time = b.Time,
        Usable = usable,
        TargetDeg = target,
        DirectionDeg = direction,
        Activity = b.Activity,
        Counts = from is null ? null : b.Activity,
        CursorVelocityMmS = from?.Velocity("intuitive"),
        CursorVelocityBeforeMmS = before,
    };
}
