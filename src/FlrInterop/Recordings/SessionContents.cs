using System.Globalization;

namespace FlrInterop;

/// <summary>What a session holds, what a fit lacks, and what can be done with the rest.</summary>
internal static class SessionContents
{
    /// <summary>A standard error of a slope needs three trials.</summary>
    public const int FewestTrials = 3;

    private const int Compared = 2;

    public static SessionDescription Of(BciSession session)
    {
        List<string> missing = Missing(session);
        return new SessionDescription(Present(session), missing, Possible(session, missing.Count == 0), session.Notes);
    }

    /// <exception cref="DataFormatException">Something is missing: all of it is listed.</exception>
    public static void RequireFit(BciSession session)
    {
        SessionDescription found = Of(session);
        if (!found.CanBeFitted)
            throw new DataFormatException($"the session ({session.Layout}) cannot be fitted: {string.Join("; ", found.Missing)}. What can be done: {string.Join("; ", found.Possible)}.{string.Concat(found.Notes.Select(n => " " + n))}");
    }

    /// <exception cref="DataFormatException">No trial has a known target.</exception>
    public static void RequireTargets(BciSession session)
    {
        if (!HasTargets(session))
            throw new DataFormatException($"the session ({session.Layout}) has no targets, expected the one of each trial");
    }

    private static List<string> Present(BciSession session)
    {
        SessionBins bins = session.Bins;
        string activity = session.ActivityKind == ActivityKind.Counts ? "spike counts of" : "latents:";
        List<string> found = [Say($"{bins.Trial.Length} bins in {session.Trials.Trial.Length} trials and {session.Blocks.Count} block{(session.Blocks.Count == 1 ? "" : "s")}"), Say($"{activity} {session.Units} {(session.ActivityKind == ActivityKind.Counts ? "units" : "columns")}")];
        if (HasTargets(session))
            found.Add(Say($"{session.TargetsDeg.Count} targets"));
        if (session.Decoders.Count > 0)
            found.Add($"decoders: {string.Join(", ", session.Decoders.Select(d => d.Name))}");
        Add(found, bins.PositionMm is not null, "positions of the cursor");
        Add(found, bins.CursorVelocityMmS is not null, "velocities of the cursor");
        Add(found, bins.Counts is not null, Say($"spike counts of {bins.Counts?.Shape[1]} units beside the latents"));
        Add(found, session.LatentMap is not null, "how counts become latents");
        Add(found, bins.VelocityMmS.Count > 0, "stored velocities through the decoders");
        Add(found, bins.ProgressMmS.Count > 0, "stored progress");
        Add(found, session.Trials.Success is not null, "success of every trial");
        Add(found, session.Trials.TimeS is not null, "how long every trial took");
        Add(found, bins.Columns.Count > 0, $"other columns: {string.Join(", ", bins.Columns.Keys)}");
        return found;
    }

    private static List<string> Missing(BciSession session)
    {
        List<string> found = [];
        Add(found, session.Decoders.Count == 0, "decoders (none is stored, and learning is measured through the new one)");
        Add(found, session.Blocks.Count < Compared, "a second block (the first is the baseline, the second the one learned in; two or more are expected)");
        foreach (SessionBlock block in session.Blocks.Take(Compared))
            Add(found, session.Decoders.Count > 0 && block.Decoder is null, $"the decoder of block '{block.Name}'");
        Add(found, !HasTargets(session), "targets (no trial has a known one)");
        Add(found, !HasDirections(session), "the direction to the target in each bin (neither stored nor given by positions of cursor and target)");
        if (HasTargets(session))
        {
            for (int block = 0; block < Math.Min(Compared, session.Blocks.Count); block++)
                Trials(session, block, found);
        }

        return found;
    }

    private static void Trials(BciSession session, int block, List<string> found)
    {
        int[] usable = session.Index.UsableTrials(block, session.Bins);
        string name = session.Blocks[block].Name;
        if (usable.Sum() == 0)
        {
            found.Add($"usable bins in block '{name}' (it has no usable bins; usable is 0 for the frozen bins only)");
            return;
        }

        if (usable.Max() < FewestTrials)
        {
            found.Add(Say($"trials: no target has more than {usable.Max()} with usable bins in block '{name}', expected {FewestTrials} or more of every target in the first two blocks"));
            return;
        }

        int few = Array.FindIndex(usable, n => n < FewestTrials);
        if (few >= 0)
            found.Add(Say($"trials: target {session.Index.Targets[few]}° has {usable[few]} with usable bins in block '{name}', expected {FewestTrials} or more of every target in the first two blocks (leave this target out if others have them)"));
    }

    private static List<string> Possible(BciSession session, bool fit)
    {
        List<string> found = [];
        Add(found, fit, "a fit of learning speed against the fluctuations before learning");
        if (session.Bins.Usable.Span.Contains((byte)1))
            found.Add(HasTargets(session) ? "mean activity of every target and the covariance about it" : "mean and covariance of the activity");
        Add(found, session.Decoders.Count > 0, "velocities through each decoder");
        Add(found, session.Decoders.Count > 0 && HasDirections(session), "progress through each decoder");
        Add(found, SessionValidation.Of(session).Any(row => row.Bins > 0), "validation of what is stored");
        return found;
    }

    private static bool HasTargets(BciSession session) => session.TargetsDeg.Any(d => !double.IsNaN(d));

    private static bool HasDirections(BciSession session) => session.Bins.DirectionDeg is not null || session.Bins is { PositionMm: not null, TargetPositionMm: not null };

    private static void Add(List<string> found, bool holds, string what)
    {
        if (holds)
            found.Add(what);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
