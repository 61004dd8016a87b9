namespace FlrInterop.Learning;

/// <summary>How one map is measured: how long to settle and to learn, at what rate, from which state.</summary>
internal sealed class PairedPlan
{
    /// <summary>How far the overlap is to move: little enough that the response is linear, far above rounding.</summary>
    public const double Displacement = 5e-4;

    private const double RelaxationsToLearn = 16, RelaxationsToSettle = 10, LeastSettling = 50;

    private PairedPlan(double rate, int settleSteps, int learnSteps, NdArray<double> initial, string status)
    {
        Rate = rate;
        SettleSteps = settleSteps;
        LearnSteps = learnSteps;
        Initial = initial;
        Status = status;
    }

    public double Rate { get; }

    public int SettleSteps { get; }

    public int LearnSteps { get; }

    /// <summary>Where every trial starts: the fixed point under the input, or the best state found.</summary>
    public NdArray<double> Initial { get; }

    public string Status { get; }

    public static PairedPlan For(
        Network network, InputOutputMap task, int map, LearningRule rule, MeasureOptions options, CancellationToken cancellation)
    {
        if (options.Rate is null && !rule.HasMeanDrive)
            throw Require.Refused("rate", "not given", "a number above 0 for a rule without a mean drive", "give a rate at which the overlap moves by about 0.0005");
        LinearisedMap linear = LinearisedMap.At(network, task, map, rule, cancellation);
        double relaxation = linear.RelaxationRate();
        double duration = options.Duration ?? (RelaxationsToLearn / relaxation);
        double settling = Math.Max(RelaxationsToSettle / relaxation, LeastSettling);
        double rate = options.Rate ?? Chosen(linear, network.Units, duration);
        string status = linear.Evoked.Converged
            ? RunStatus.Completed
            : $"no fixed point under the input ({linear.Evoked.Status}): the speed depends on the start";
        return new PairedPlan(
            rate, Steps(settling, options.Step), Math.Max(4, Steps(duration, options.Step)), linear.Evoked.State, status);
    }

    /// <summary>The rate at which the overlap should move by <see cref="Displacement"/>; where the terms of the speed cancel, the whole velocity sets it.</summary>
    private static double Chosen(LinearisedMap linear, int units, double duration)
    {
        const double cancelled = 0.05;
        double whole = System.Numerics.Tensors.TensorPrimitives.Norm<double>(linear.Velocity) / Math.Sqrt(units);
        double speed = Math.Max(Math.Abs(linear.Speed), cancelled * whole);
        return speed > 0 && double.IsFinite(speed) ? Displacement / (speed * duration) : Displacement / duration;
    }

    private static int Steps(double time, double step) => checked((int)Math.Round(time / step));
}
