using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class SimulateOperation : Operation
{
    public override string Name => "simulate";

    public override string Documentation => "Runs a network without learning and keeps its mean, covariance and, where asked, lagged covariances and samples.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network."),
        new("task", "task?", "The task whose inputs are given in the evoked state, one after another.", "null"),
        new("state", "text", "\"spontaneous\" (no input) or \"evoked\".", "\"spontaneous\""),
        new("trials", "int", "Trials, each with its own noise.", "64"),
        new("duration", "float", "Recorded time of each trial.", "200.0", "τ"),
        new("step", "float", "Integration step.", "0.1", "τ"),
        new("transient", "float", "Time before recording begins.", "20.0", "τ"),
        new("record", "list of text", "What to keep: \"mean\", \"covariance\", \"samples\".", """["mean","covariance"]"""),
        new("lags", "int", "Lagged covariances beyond lag 0.", "0"),
        new("lag_every", "int", "Steps from one lag to the next.", "1"),
        new("integrator", "text", "\"euler-maruyama\".", "\"euler-maruyama\""),
        new("initial", "array?", "The state at the start, shape (units,) or (trials, units), float64; null for 0.", "null"),
        new("dtype", "text", "\"float64\" or \"float32\", of state and samples.", "\"float64\""),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("rng", "seed", "The key of the noise."),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        Network network = spec.Object("network").Read<Network>();
        ActivityState state = ActivityCodec.ParseState(spec.Text("state"), "state");
        InputOutputMap? task = spec.ObjectOrNull("task") is { } given ? AnyTask.Maps(AnyTask.Read(given), "simulate") : null;
        if (state == ActivityState.Evoked && task is null)
            throw new ParameterException("task is null, expected a task for state='evoked': its inputs evoke the activity");
        if (state == ActivityState.Spontaneous && task is not null)
            throw new ParameterException("a task was given for state='spontaneous', which has no input. Hint: state='evoked', or leave the task out");
        SimulationOptions options = ReadOptions(spec);
        job.Say(state == ActivityState.Evoked ? "simulating evoked activity" : "simulating spontaneous activity");
        reply.Noun("activity", task is null
            ? Simulator.Run(network, options, job.Progress, job.Cancellation)
            : Simulator.Run(network, task, options, job.Progress, job.Cancellation));
    }

    private static SimulationOptions ReadOptions(WireReader spec)
    {
        _ = Choice.OneOf("integrator", spec.Text("integrator"), ("euler-maruyama", true));
        var record = Recorded.None;
        foreach (string name in spec.Texts("record"))
            record |= Choice.OneOf("record", name, ("mean", Recorded.Mean), ("covariance", Recorded.Covariance), ("samples", Recorded.Samples));
        return new SimulationOptions
        {
            Trials = spec.Whole("trials"),
            Duration = spec.Number("duration"),
            Step = spec.Number("step"),
            Transient = spec.Number("transient"),
            Record = record,
            Lags = spec.Whole("lags"),
            LagEvery = spec.Whole("lag_every"),
            Initial = spec.ArrayOrNull<double>("initial"),
            Precision = Choice.OneOf("dtype", spec.Text("dtype"), ("float64", Precision.Float64), ("float32", Precision.Float32)),
            Threads = spec.WholeOrNull("threads"),
            Seed = spec.Seed("rng"),
        };
    }
}
