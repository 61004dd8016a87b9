using System.Runtime.Intrinsics;

namespace FlrInterop.Numerics;

/// <summary>Chooses the register width and precision of a run, once, and sees it through: cancellation, progress, divergence.</summary>
internal static class Simulation
{
    public static Activity Run(SimulationPlan plan, LaneWidth width, IProgress<double>? progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var stop = new StopSignal();
        using CancellationTokenRegistration registration = cancellation.Register(stop.Raise);
        try
        {
            bool wide = plan.Options.Precision == Precision.Float64;
            return width switch
            {
                LaneWidth.Bits512 when wide => Run<Lane512Double, double, Vector512<double>, Words512, Vector512<ulong>>(plan, stop, progress),
                LaneWidth.Bits512 => Run<Lane512Float, float, Vector512<float>, Words512, Vector512<ulong>>(plan, stop, progress),
                LaneWidth.Bits256 when wide => Run<Lane256Double, double, Vector256<double>, Words256, Vector256<ulong>>(plan, stop, progress),
                LaneWidth.Bits256 => Run<Lane256Float, float, Vector256<float>, Words256, Vector256<ulong>>(plan, stop, progress),
                _ when wide => Run<LanePortableDouble, double, double, WordsPortable, ulong>(plan, stop, progress),
                _ => Run<LanePortableFloat, float, float, WordsPortable, ulong>(plan, stop, progress),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static Activity Run<TLane, T, V, TWords, W>(SimulationPlan plan, StopSignal stop, IProgress<double>? progress)
        where TLane : struct, ILane<T, V>
        where T : unmanaged
        where V : unmanaged
        where TWords : struct, IWords<W>
        where W : unmanaged
    {
        using var run = new SimulationRun<TLane, T, V, TWords, W>(plan, stop);
        int diverged = run.Run(progress);
        if (diverged == int.MaxValue)
            return run.Result(RunStatus.Completed);

        // Trimmed to the steps before: the same numbers again, without those that are not valid.
        SimulationPlan valid = plan.Until(diverged - 1);
        using var again = new SimulationRun<TLane, T, V, TWords, W>(valid, stop);
        if (valid.Recorded > 0)
            again.Run(progress);
        return again.Result(RunStatus.DivergedAt(diverged));
    }
}
