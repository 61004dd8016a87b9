using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class BciSessionTests
{
    private static readonly SyntheticSession Small = new() { Trials = 4 };

    [Fact]
    public void A_good_session_is_taken()
    {
        BciSession session = Small.Build();
        Assert.Equal(8, session.TargetsDeg.Count);
        Assert.Equal(4, session.Units);
    }

    [Fact]
    public void No_block_is_refused()
        => Assert.Throws<DataFormatException>(() => new BciSession([], Small.Decoders(), Small.Bins(), Small.TrialTable()));

    [Fact]
    public void An_unknown_decoder_is_refused()
        => Assert.Throws<UnknownNameException>(
            () => new BciSession([SyntheticSession.Blocks[0], new(2, "perturbed", "nobody")], Small.Decoders(), Small.Bins(), Small.TrialTable()));

    [Fact]
    public void A_decoder_of_other_units_is_refused()
        => Assert.Throws<ShapeException>(() => new BciSession(
            SyntheticSession.Blocks,
            [SyntheticSession.OldDecoder, SyntheticSession.Make("perturbed", [1, 0, 0, 1], [1, 2, 3, 4], [0, 0])],
            Small.Bins(),
            Small.TrialTable()));

    [Fact]
    public void A_short_column_is_refused()
        => Assert.Throws<ShapeException>(() => With(b => Changed(b, time: NdArray<long>.Copy([1L, 2], 2))));

    [Fact]
    public void A_missing_number_is_refused_only_where_it_counts()
    {
        Assert.Contains("bins.activity", Assert.Throws<ParameterException>(() => With(b => Changed(b, activity: Spoilt(b.Activity, 2 * 4)))).Message, StringComparison.Ordinal);
        Assert.NotNull(With(b => Changed(b, activity: Spoilt(b.Activity, 0))));
    }

    [Fact]
    public void A_flag_of_two_is_refused()
        => Assert.Throws<ParameterException>(() => With(b => Changed(b, usable: NdArray<byte>.Copy(Array.ConvertAll(b.Usable.ToArray(), _ => (byte)2), b.Usable.Length))));

    [Fact]
    public void A_block_without_usable_bins_is_not_fitted()
        => Assert.Contains("no usable bins", Assert.Throws<DataFormatException>(
            () => SyntheticSession.Fit(With(b => Changed(b, usable: Masked(b, i => b.Block[i] == 2))))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_target_with_two_trials_is_not_fitted()
        => Assert.Contains("3 or more", Assert.Throws<DataFormatException>(
            () => SyntheticSession.Fit(With(b => Changed(b, usable: Masked(b, i => b.TargetDeg[i] == 45 && b.Trial[i] > 18))))).Message, StringComparison.Ordinal);

    [Fact]
    public void Unsorted_bins_are_refused()
        => Assert.Throws<DataFormatException>(() => With(b =>
        {
            long[] time = b.Time.ToArray();
            (time[0], time[1]) = (time[1], time[0]);
            return Changed(b, time: NdArray<long>.Copy(time, time.Length));
        }));

    [Fact]
    public void Unknown_names_are_refused()
    {
        BciSession session = Small.Build();
        Assert.Throws<UnknownNameException>(() => session.Velocity("nobody"));
        Assert.Throws<UnknownNameException>(() => session.Activity("nowhere"));
        Assert.Throws<UnknownNameException>(() => CovarianceKinds.Parse("robust"));
        Assert.Equal(CovarianceKind.WithinTrial, CovarianceKinds.Parse("within-trial"));
    }

    internal static SessionBins Changed(
        SessionBins b, NdArray<long>? time = null, NdArray<byte>? usable = null, NdArray<double>? activity = null, NdArray<double>? position = null, bool stored = false, BciSession? source = null) => new()
        {
            Block = b.Block,
            Trial = b.Trial,
            Time = time ?? b.Time,
            Usable = usable ?? b.Usable,
            PositionMm = position ?? b.PositionMm,
            TargetPositionMm = b.TargetPositionMm,
            TargetDeg = b.TargetDeg,
            Activity = activity ?? b.Activity,
            VelocityMmS = stored ? source!.Decoders.ToDictionary(d => d.Name, d => source.Velocity(d.Name)) : new Dictionary<string, NdArray<double>>(),
            ProgressMmS = stored ? source!.Decoders.ToDictionary(d => d.Name, d => source.Progress(d.Name)) : new Dictionary<string, NdArray<double>>(),
        };

    internal static NdArray<byte> Masked(SessionBins b, Func<int, bool> hidden)
        => NdArray<byte>.Copy([.. Enumerable.Range(0, b.Usable.Length).Select(i => hidden(i) ? (byte)0 : b.Usable[i])], b.Usable.Length);

    internal static BciSession With(Func<SessionBins, SessionBins> change)
        => new(SyntheticSession.Blocks, Small.Decoders(), change(Small.Bins()), Small.TrialTable());

    private static NdArray<double> Spoilt(NdArray<double> array, int at)
    {
        double[] values = array.ToArray();
        values[at] = double.NaN;
        return NdArray<double>.Copy(values, array.Shape);
    }
}
