using System.Runtime.InteropServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// Runs a chunk of trials twice at once, with learning and without, under the same noise: their difference is learning alone. Its
/// memory, N² numbers a trial, is taken once and used for one chunk after another.
/// </summary>
internal abstract unsafe class PairedRun : IDisposable
{
    /// <summary>States beyond this count as diverged.</summary>
    protected const double Beyond = 1e6;

    private readonly double* _memory;

    protected PairedRun(Network network, NdArray<double> coupling)
    {
        Network = network;
        Units = network.Units;
        nuint block = (nuint)(Units * ChunkLayout.Lanes), all = (nuint)Units * (nuint)Units;
        nuint numbers = checked((all * ChunkLayout.Lanes) + all + (9 * block) + (2 * (nuint)Units) + 16);
        _memory = (double*)NativeMemory.AlignedAlloc(numbers * sizeof(double), 64);
        double* at = _memory;
        Weights = Next(ref at, all * ChunkLayout.Lanes);
        Fixed = Next(ref at, (all + 7) & ~(nuint)7);
        State = Next(ref at, block);
        Previous = Next(ref at, block);
        Control = Next(ref at, block);
        Recurrent = Next(ref at, block);
        ControlRecurrent = Next(ref at, block);
        Growth = Next(ref at, block);
        Keep = Next(ref at, block);
        Noise = Next(ref at, block);
        Target = Next(ref at, (nuint)Units);
        Drive = Next(ref at, (nuint)Units);
        coupling.Span.CopyTo(new Span<double>(Fixed, Units * Units));
    }

    ~PairedRun() => NativeMemory.AlignedFree(_memory);

    protected Network Network { get; }

    protected int Units { get; }

    protected double* Weights { get; }

    protected double* Fixed { get; }

    protected double* State { get; private set; }

    protected double* Previous { get; private set; }

    protected double* Control { get; }

    protected double* Recurrent { get; }

    protected double* ControlRecurrent { get; }

    protected double* Growth { get; }

    protected double* Keep { get; }

    protected double* Noise { get; }

    protected double* Target { get; }

    protected double* Drive { get; }

    /// <summary>The widest that this processor has, or a given width.</summary>
    public static PairedRun Create(Network network, NdArray<double> coupling, LaneWidth width)
    {
        bool limited = network.Mask is not null || network.Dale is not null;
        return (width, limited) switch
        {
            (LaneWidth.Bits512, false) => new PairedRun<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network, coupling),
            (LaneWidth.Bits256, false) => new PairedRun<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network, coupling),
            (_, false) => new PairedRun<LanePortableDouble, double>(network, coupling),
            (LaneWidth.Bits512, true) => new LimitedPairedRun<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network, coupling),
            (LaneWidth.Bits256, true) => new LimitedPairedRun<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network, coupling),
            (_, true) => new LimitedPairedRun<LanePortableDouble, double>(network, coupling),
        };
    }

    /// <summary>
    /// Settles, then learns for the planned time; each trial's slope of the overlap's displacement over the second half of learning.
    /// </summary>
    /// <param name="plan">Times, rate and start.</param>
    /// <param name="task">The task.</param>
    /// <param name="map">Which of its maps.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="options">Step and seed.</param>
    /// <param name="chunk">Which trials.</param>
    /// <param name="slopes">dδm/dt of each trial of the chunk; overwritten.</param>
    /// <param name="tick">Called after every step; throws to end the run.</param>
    /// <returns>"completed", or "diverged at step k" counted from the start of settling.</returns>
    public abstract string Run(
        PairedPlan plan, InputOutputMap task, int map, LearningRule rule, MeasureOptions options, int chunk, Span<double> slopes, Action tick);

    /// <summary>The weights that a trial of the last chunk has learned, shape (units · units,) row-major, the last step's update still waiting.</summary>
    internal double[] FinalWeights(int trial)
    {
        double[] learned = new double[Units * Units];
        for (int at = 0; at < learned.Length; at++)
            learned[at] = Weights[((long)at * ChunkLayout.Lanes) + trial];
        return learned;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        GC.SuppressFinalize(this);
    }

    /// <summary>What was the state becomes the previous one, and its place is free for the next.</summary>
    protected void SwapStates()
    {
        double* previous = Previous;
        Previous = State;
        State = previous;
    }

    private static double* Next(ref double* at, nuint numbers)
    {
        double* place = at;
        at += numbers;
        return place;
    }
}
