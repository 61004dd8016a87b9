using System.Globalization;

namespace FlrInterop;

/// <summary>How a run ended; a numerical outcome is a status on the result, not an exception.</summary>
public static class RunStatus
{
    /// <summary>Everything asked for was done.</summary>
    public const string Completed = "completed";

    /// <summary>The state left every bound at this step.</summary>
    /// <param name="step">The first step, counted from 1 at the start of the run (transient included), after which a number was not finite or beyond 10⁶.</param>
    /// <returns>"diverged at step k".</returns>
    public static string DivergedAt(long step) => string.Create(CultureInfo.InvariantCulture, $"diverged at step {step}");
}
