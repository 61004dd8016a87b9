using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>Measures χ: every unit pushed in turn, each run paired with one that has the same noise and no force.</summary>
internal static class PerturbationResponse
{
    private const double RelaxationsToMeasure = 40, RelaxationsToSettle = 10, LeastSettling = 50;

    public static Susceptibility Estimate(Network source, NdArray<double>? input, PerturbationOptions options, CancellationToken cancellation)
    {
        int units = source.Units, chunks = ChunkLayout.Chunks(options.Trials), threads = Math.Min(options.Threads ?? Environment.ProcessorCount, chunks);

        // A pushed state and a sum for every unit and trial of a chunk, and two sums of every chunk.
        NdArray<double> coupling = source.Coupling.DenseTo("measure a response by pushing every unit", 3 + (threads * ((2 * ChunkLayout.Lanes) + 1)) + (2 * chunks));
        FixedPointResult rest = FixedPoint.Find(source, input, cancellation: cancellation);
        double[] slopes = new double[units];
        new RateMap(source, input).Slopes(rest.State.Span, slopes);
        double relaxation = rest.Converged ? Relaxation.Rate(LinearResponse.Of(source.Coupling, slopes), slopes) : 1;
        double duration = options.Duration ?? (RelaxationsToMeasure / relaxation);
        var plan = new PushPlan(
            Steps(Math.Max(RelaxationsToSettle / relaxation, LeastSettling), options.Step), Math.Max(2, Steps(duration, options.Step)), options.Step, options.Force, options.Seed);
        var sums = new PushSums[chunks];
        ParallelItems.Run(chunks, options.Threads, stop => new Pusher(PushRun.Create(source, coupling, input), Chunk, stop), null, cancellation);
        return Summary(source, rest, options, sums);

        void Chunk(PushRun run, int chunk, StopSignal stop)
        {
            int own = Math.Min(ChunkLayout.Lanes, options.Trials - (chunk * ChunkLayout.Lanes));
            sums[chunk] = run.Run(plan, rest.State.Span, chunk, own, stop);
        }
    }

    private static Susceptibility Summary(Network source, FixedPointResult rest, PerturbationOptions options, PushSums[] sums)
    {
        int units = source.Units, trials = options.Trials;
        NdArray<double> matrix = NdArray<double>.Create(out Span<double> chi, units, units);
        NdArray<double> error = NdArray<double>.Create(out Span<double> errors, units, units);
        string? failed = sums.FirstOrDefault(sum => sum.Status != RunStatus.Completed)?.Status;
        for (int at = 0; at < chi.Length; at++)
        {
            double mean = 0, squares = 0;
            foreach (PushSums sum in sums)
            {
                mean += sum.Shift[at] / trials;
                squares += sum.Square[at];
            }

            chi[at] = failed is null ? mean : double.NaN;
            errors[at] = failed is null && trials > 1
                ? Math.Sqrt(Math.Max(0, squares - (trials * mean * mean)) / (trials - 1) / trials)
                : double.NaN;
        }

        return new Susceptibility
        {
            Matrix = matrix,
            Estimator = Estimators.Perturbation,
            StandardError = error,
            Assumptions = [new Assumption("force within the linear range", FormattableString.Invariant($"force {options.Force:g3}"), null)],
            Status = failed ?? (rest.Converged ? RunStatus.Completed : $"no fixed point to start from ({rest.Status}): the response depends on the start"),
        };
    }

    private static int Steps(double time, double step) => checked((int)Math.Round(time / step));

    private sealed class Pusher(PushRun run, Action<PushRun, int, StopSignal> chunk, StopSignal stop) : IItemWorker
    {
        public void Do(int item) => chunk(run, item, stop);

        public void Dispose() => run.Dispose();
    }
}
