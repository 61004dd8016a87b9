namespace FlrInterop;

/// <summary>
/// The learning time from what is known before learning: dm/ds = v₀ F(m) / F(m₀), F = (1 − m)(1 − m²)(q + m²(1 − q)), q = |x̄|² / N:
/// the error that is left, the slope of saturating units, and the growth of the presynaptic activity.
/// </summary>
/// <remarks>For a rule that goes on at the target (Hebbian) the first factor is left out.</remarks>
internal static class TimeFormula
{
    public static (double Time, string Status) Of(double speed, double overlap, double square, double threshold, bool corrective)
    {
        if (overlap >= threshold)
            return (0, RunStatus.Completed);
        if (!(speed > 0))
            return (double.NaN, double.IsNaN(speed) ? RunStatus.FixedPointLost : RunStatus.NoLearning);
        if (threshold >= 1)
            return (double.NaN, RunStatus.ThresholdNotReached);

        // Simpson's rule.
        const int intervals = 512;
        double width = (threshold - overlap) / intervals, sum = 0;
        for (int k = 0; k <= intervals; k++)
        {
            double weight = k is 0 or intervals ? 1 : k % 2 == 1 ? 4 : 2;
            sum += weight / Course(overlap + (k * width));
        }

        double time = sum * width / 3 * Course(overlap) / speed;
        return double.IsFinite(time) && time > 0 ? (time, RunStatus.Completed) : (double.NaN, RunStatus.ThresholdNotReached);

        double Course(double m) => (corrective ? 1 - m : 1) * (1 - (m * m)) * (square + (m * m * (1 - square)));
    }
}
