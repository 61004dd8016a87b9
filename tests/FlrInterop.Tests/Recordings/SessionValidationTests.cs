using FlrInterop;
using Xunit;

namespace FlrInterop.Tests.Recordings;

public sealed class SessionValidationTests
{
    private static readonly BciSession Plain = new SyntheticSession { Trials = 4 }.Build();

    [Fact]
    public void A_session_that_fits_together_holds_in_every_row()
    {
        BciSession session = BciSessionTests.With(b => BciSessionTests.Changed(b, stored: true, source: Plain));
        IReadOnlyList<SessionCheck> rows = session.Validate();
        Assert.Equal(10, rows.Count);
        Assert.All(rows, row => Assert.True(row.Holds && row.Bins > 0, row.ToString()));
    }

    [Fact]
    public void Without_stored_columns_only_the_moves_are_checked() => Assert.Equal(2, Plain.Validate().Count);

    [Fact]
    public void The_wrong_decoder_does_not_hold()
    {
        SyntheticSession made = new() { Trials = 4 };
        var swapped = new BciSession([new(1, "intuitive", "perturbed"), new(2, "perturbed", "perturbed")], made.Decoders(), made.Bins(), made.TrialTable());
        IReadOnlyList<SessionCheck> rows = swapped.Validate();
        Assert.False(rows[0].Holds);
        Assert.True(rows[1].Holds);
    }

    [Fact]
    public void No_difference_is_taken_across_a_gap()
    {
        BciSession session = BciSessionTests.With(b =>
        {
            long[] time = b.Time.ToArray();
            for (int i = 0; i < time.Length; i++)
                time[i] += time[i] > 4 ? 1 : 0;
            return BciSessionTests.Changed(b, time: NdArray<long>.Copy(time, time.Length));
        });
        Assert.Equal(32, session.Validate()[0].Bins); // of bins 1 2 3 4 6 7 only bin 4 has two neighbours before it and a usable one
    }
}
