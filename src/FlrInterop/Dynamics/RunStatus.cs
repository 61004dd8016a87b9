using System.Globalization;

namespace FlrInterop;

/// <summary>How a run ended; a numerical outcome is a status on the result, not an exception.</summary>
public static class RunStatus
{
    /// <summary>Everything asked for was done.</summary>
    public const string Completed = "completed";

    /// <summary>It was told to end before it was done; what there is is kept.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Everything was done, but the overlap stayed below the threshold.</summary>
    public const string ThresholdNotReached = "threshold not reached";

    /// <summary>The rule does not move the overlap up.</summary>
    public const string NoLearning = "no learning";

    /// <summary>The state under the input ceased to exist, and no other was found near it.</summary>
    public const string FixedPointLost = "fixed point lost";

    /// <summary>The state left every bound at this step.</summary>
    /// <param name="step">The first step, counted from 1 at the start of the run (transient included), after which a number was not finite or beyond 10⁶.</param>
    /// <returns>"diverged at step k".</returns>
    public static string DivergedAt(long step) => string.Create(CultureInfo.InvariantCulture, $"diverged at step {step}");

    /// <summary>"completed", or the first map's status that is something else, with the map's number.</summary>
    internal static string OfMaps(IReadOnlyList<string> maps)
    {
        for (int map = 0; map < maps.Count; map++)
        {
            if (maps[map] != Completed)
                return string.Create(CultureInfo.InvariantCulture, $"map {map}: {maps[map]}");
        }

        return Completed;
    }
}
