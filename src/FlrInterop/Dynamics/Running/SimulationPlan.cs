using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>A run whose every number has been checked.</summary>
internal sealed record SimulationPlan
{
    // 16 MB leave the states room in a last-level cache of 32 MB and stream well from there: then chunks are faster alone. The same on
    // every machine, as the order of a covariance's sums depends on it.
    private const long StandardLargeMatrix = 16L << 20;

    private SimulationPlan(Network network, InputOutputMap? task, SimulationOptions options)
    {
        Network = network;
        Task = task;
        Options = options;
    }

    public Network Network { get; }

    /// <summary>The inputs, one map after another; null for spontaneous activity.</summary>
    public InputOutputMap? Task { get; }

    public SimulationOptions Options { get; private init; }

    /// <summary>The steps before recording begins.</summary>
    public int Transient { get; private init; }

    /// <summary>The recorded steps; 0 where a run diverged before its first record.</summary>
    public int Recorded { get; init; }

    /// <summary>The bytes of a full matrix beyond which the chunks of a map share each reading of it.</summary>
    public long LargeMatrix { get; init; } = StandardLargeMatrix;

    public int Units => Network.Units;

    public int Trials => Options.Trials;

    /// <summary>The runs, one a map; 1 for spontaneous activity.</summary>
    public int Maps => Task?.Maps ?? 1;

    public int Steps => Transient + Recorded;

    public long Count => (long)Trials * Recorded;

    /// <summary>The noise of one step.</summary>
    public double Sigma => Math.Sqrt(2 * Network.Noise * Options.Step);

    /// <summary>A step beyond 1 overshoots: then even a bounded transfer function may not bound the state.</summary>
    public bool MayDiverge => !Network.Transfer.IsBounded() || Options.Step > 1;

    public bool Keeps(Recorded what) => (Options.Record & what) != 0;

    /// <summary>Checks everything before the first step.</summary>
    public static SimulationPlan Create(Network network, InputOutputMap? task, SimulationOptions options)
    {
        int units = network.Units;
        if (task is not null && task.Units != units)
            throw new ShapeException($"the task's inputs have shape {NdShape.Text(task.Inputs.Shape)}, expected (maps, units) = {NdShape.Text([task.Maps, units])}");
        if (options.Record == FlrInterop.Recorded.None && options.Lags == 0)
            throw Require.Refused("record", "empty", "one or more of: mean, covariance, samples");
        CheckInitial(options.Initial, options.Trials, units);
        (int transient, int recorded) = CountSteps(options);
        if ((options.Record & FlrInterop.Recorded.Covariance) != 0 || options.Lags > 0)
            CheckCovariance(options, units, task?.Maps ?? 1, recorded);
        if ((options.Record & FlrInterop.Recorded.Samples) != 0)
            _ = NdShape.Count([task?.Maps ?? 1, options.Trials, recorded, units]);
        return new SimulationPlan(network, task, options) { Transient = transient, Recorded = recorded };
    }

    /// <summary>The same run, ended after a step; without lags that no longer fit.</summary>
    public SimulationPlan Until(int step)
    {
        int recorded = Math.Max(0, step - Transient);
        bool fits = (long)Options.Lags * Options.LagEvery < recorded;
        return this with { Recorded = recorded, Options = fits ? Options : Options with { Lags = 0 } };
    }

    private static (int Transient, int Recorded) CountSteps(SimulationOptions options)
    {
        double all = Math.Round(options.Transient / options.Step) + Math.Round(options.Duration / options.Step);
        return all <= int.MaxValue - 1
            ? (options.TransientSteps, options.RecordedSteps)
            : throw Require.Refused("duration", options.Duration, "at most 2,147,483,646 steps with the transient", "use a larger step, or more trials");
    }

    private static void CheckInitial(NdArray<double>? initial, int trials, int units)
    {
        if (initial is null)
            return;
        if (initial.Rank == 1)
            Require.Shape(initial.Shape, "initial", "(units,)", units);
        else
            Require.Shape(initial.Shape, "initial", "(trials, units)", trials, units);
        Require.AllFinite(initial.Span, "initial");
    }

    private static void CheckCovariance(SimulationOptions options, int units, int maps, int recorded)
    {
        long numbers = (long)units * units * maps * (options.Lags + 1L);
        if ((long)units * units > Array.MaxLength || numbers > Array.MaxLength || numbers < 0)
        {
            throw new ShapeException(
                $"the covariances of {units} units, {maps} maps and {options.Lags + 1} lags are {numbers} numbers, expected at most {Array.MaxLength}. Hint: record only the mean, or run fewer maps at a time");
        }

        if ((long)recorded * options.Trials < 2)
            throw Require.Refused("duration", options.Duration, "two samples or more for a covariance", "record longer, or more trials");
        if ((long)options.Lags * options.LagEvery >= recorded)
            throw Require.Refused("lags", options.Lags, $"lags · lag_every below the {recorded} recorded steps");
    }
}
