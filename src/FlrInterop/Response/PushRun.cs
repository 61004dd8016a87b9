using System.Runtime.InteropServices;
using FlrInterop.Learning;
using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>How long to settle and to push, in steps of which length, with which force.</summary>
internal sealed record PushPlan(int SettleSteps, int PushSteps, double Step, double Force, Seed Seed);

/// <summary>Shifts of the mean per unit force, [shifted, pushed], added up over the trials of a chunk, and their squares.</summary>
internal sealed record PushSums(double[] Shift, double[] Square, string Status);

/// <summary>
/// A chunk of trials once without a force and once for every unit that is pushed, all under the same noise. The force enters
/// beside the transfer function: dx = (φ − x + f) dt.
/// </summary>
internal abstract unsafe class PushRun : IDisposable
{
    private readonly double* _memory;

    protected PushRun(Network network, NdArray<double> coupling, NdArray<double>? input)
    {
        Network = network;
        Units = network.Units;
        nuint block = (nuint)(Units * ChunkLayout.Lanes), all = ((nuint)Units * (nuint)Units + 7) & ~(nuint)7;
        nuint numbers = checked(all + ((2 * (nuint)Units) * block) + (4 * block));
        _memory = (double*)NativeMemory.AlignedAlloc(numbers * sizeof(double), 64);
        Weights = _memory;
        States = Weights + all;
        Sums = States + ((nuint)Units * block);
        Control = Sums + ((nuint)Units * block);
        Recurrent = Control + block;
        Noise = Recurrent + block;
        Drive = Noise + block;
        coupling.Span.CopyTo(new Span<double>(Weights, Units * Units));
        for (int i = 0; i < Units; i++)
            new Span<double>(Drive + (i * ChunkLayout.Lanes), ChunkLayout.Lanes).Fill(input is null ? 0 : network.Gain * network.InputStrength * input[i]);
    }

    ~PushRun() => NativeMemory.AlignedFree(_memory);

    protected Network Network { get; }

    protected int Units { get; }

    protected double* Weights { get; }

    /// <summary>The pushed states, (pushed, unit, trial).</summary>
    protected double* States { get; }

    /// <summary>The shifts added up, (pushed, unit, trial).</summary>
    protected double* Sums { get; }

    protected double* Control { get; }

    protected double* Recurrent { get; }

    protected double* Noise { get; }

    protected double* Drive { get; }

    /// <summary>The widest that this processor has.</summary>
    public static PushRun Create(Network network, NdArray<double> coupling, NdArray<double>? input) => LaneWidths.Best switch
    {
        LaneWidth.Bits512 => new PushRun<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network, coupling, input),
        LaneWidth.Bits256 => new PushRun<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network, coupling, input),
        _ => new PushRun<LanePortableDouble, double>(network, coupling, input),
    };

    public abstract PushSums Run(PushPlan plan, ReadOnlySpan<double> initial, int chunk, int trials, StopSignal stop);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The run at one register width.</summary>
internal sealed unsafe class PushRun<TLane, V>(Network network, NdArray<double> coupling, NdArray<double>? input) : PushRun(network, coupling, input)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    private const double Beyond = 1e6;
    private const int Lanes = ChunkLayout.Lanes;

    public override PushSums Run(PushPlan plan, ReadOnlySpan<double> initial, int chunk, int trials, StopSignal stop)
    {
        int block = Units * Lanes;
        var noise = new ChunkNoise(plan.Seed, 0, chunk * Lanes);
        StepConstants constants = StepConstants.Of(Network, plan.Step);
        for (int i = 0; i < Units; i++)
            new Span<double>(Control + (i * Lanes), Lanes).Fill(initial[i]);
        uint step = 0;
        for (; step < plan.SettleSteps; step++)
        {
            stop.ThrowIfRaised();
            noise.Fill(step, Units, Noise);
            Advance(Control, constants);
            if (RateStep<TLane, V>.AnyBeyond(Control, Units, Beyond))
                return new PushSums(new double[Units * Units], new double[Units * Units], RunStatus.DivergedAt(step + 1));
        }

        for (int pushed = 0; pushed < Units; pushed++)
            new Span<double>(Control, block).CopyTo(new Span<double>(States + ((long)pushed * block), block));
        for (int pushed = 0; pushed < Units; pushed++)
            new Span<double>(Sums + ((long)pushed * block), block).Clear();
        int first = plan.PushSteps / 2;
        for (int done = 1; done <= plan.PushSteps; done++, step++)
        {
            noise.Fill(step, Units, Noise);
            Advance(Control, constants);
            for (int pushed = 0; pushed < Units; pushed++)
            {
                stop.ThrowIfRaised();
                double* state = States + ((long)pushed * block);
                Advance(state, constants);
                for (int lane = 0; lane < Lanes; lane++)
                    state[(pushed * Lanes) + lane] += plan.Step * plan.Force;
                if (done > first)
                    AddShift(state, Sums + ((long)pushed * block));
            }

            if (RateStep<TLane, V>.AnyBeyond(Control, Units, Beyond))
                return new PushSums(new double[Units * Units], new double[Units * Units], RunStatus.DivergedAt(step + 1));
        }

        return Collect((plan.PushSteps - first) * plan.Force, trials);
    }

    private void Advance(double* state, StepConstants constants)
    {
        PlasticProduct<TLane, V, NoLimit<V>>.Shared(Weights, state, Recurrent, Units);
        RateStep<TLane, V>.Advance(Recurrent, Drive, Noise, state, state, Units, constants, Network.Transfer);
    }

    private void AddShift(double* state, double* sum)
    {
        for (int at = 0; at < Units * Lanes; at += TLane.Width)
            TLane.Store(sum + at, TLane.Add(TLane.Load(sum + at), TLane.Subtract(TLane.Load(state + at), TLane.Load(Control + at))));
    }

    private PushSums Collect(double scale, int trials)
    {
        double[] shift = new double[Units * Units], square = new double[Units * Units];
        for (int pushed = 0; pushed < Units; pushed++)
        {
            for (int unit = 0; unit < Units; unit++)
            {
                int at = (unit * Units) + pushed;
                double* own = Sums + (((long)pushed * Units) + unit) * Lanes;
                for (int trial = 0; trial < trials; trial++)
                {
                    shift[at] += own[trial] / scale;
                    square[at] += own[trial] / scale * (own[trial] / scale);
                }
            }
        }

        return new PushSums(shift, square, RunStatus.Completed);
    }
}
