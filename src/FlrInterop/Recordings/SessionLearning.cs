namespace FlrInterop;

/// <summary>Was anything learned in the perturbed block? The default verdict, and everything that could disagree with it.</summary>
public sealed record SessionLearning
{
    /// <summary>The trend of progress through the new decoder over the window of the speeds, mm/s: the default verdict.</summary>
    public required Trend Window { get; init; }

    /// <summary>The same over the first 40 trials of each target.</summary>
    public required Trend ShortWindow { get; init; }

    /// <summary>The same over the whole block.</summary>
    public required Trend WholeBlock { get; init; }

    /// <summary>p of the window's slope by permuting trials within each target (9,999 orders).</summary>
    public required double PermutationP { get; init; }

    /// <summary>The mean angular error, degrees, over the window: it must fall where the new decoder is learned.</summary>
    public required Trend AngularError { get; init; }

    /// <summary>Progress through the old decoder, mm/s, over the window: it falls where activity is reassigned.</summary>
    public required Trend OldDecoder { get; init; }

    /// <summary>The speed |v| through the new decoder, mm/s, over the window.</summary>
    public required Trend Speed { get; init; }

    /// <summary>Success over the window; null where it was not recorded.</summary>
    public required Trend? Success { get; init; }

    /// <summary>From the first to the last trials of the block.</summary>
    public required EarlyToLate EarlyToLate { get; init; }

    /// <summary>What says something else than the default verdict, one sentence each; also what could not be tested.</summary>
    public required IReadOnlyList<string> Disagreements { get; init; }

    /// <summary>"rises", "falls" or "no trend": the default verdict, that of <see cref="Window"/>.</summary>
    public string Verdict => Window.Verdict;

    /// <summary>The slope of the default verdict, mm/s per trial of the block.</summary>
    public double Slope => Window.Slope;

    /// <summary>Its standard error, mm/s per trial.</summary>
    public double StandardError => Window.StandardError;

    /// <summary>Its 95 % interval, mm/s per trial.</summary>
    public Interval Interval => Window.Interval;

    /// <summary>Its p.</summary>
    public double P => Window.P;

    /// <summary>Whether the verdict is the same over the window and over the first 40 trials.</summary>
    public bool WindowsAgree => Window.Verdict == ShortWindow.Verdict;

    /// <summary>Whether learning is established: progress rises over the window and over the first 40 trials.</summary>
    public bool Established => WindowsAgree && Verdict == Trend.Rises;
}
