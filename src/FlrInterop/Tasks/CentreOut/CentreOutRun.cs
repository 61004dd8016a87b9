using System.Runtime.InteropServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// All targets side by side, one in each lane, in a network whose learned part is Bᵀ W: with learning and, under the same noise, without.
/// </summary>
internal abstract unsafe class CentreOutRun : IDisposable
{
    protected const double Beyond = 1e6;
    protected const int Lanes = ChunkLayout.Lanes;
    private readonly double* _memory;

    protected CentreOutRun(Network network, NdArray<double> cues, NdArray<double> initial)
    {
        if (cues.Shape[0] > Lanes)
            throw Require.Refused("the number of targets", cues.Shape[0], FormattableString.Invariant($"at most {Lanes}"), "measure them in groups");
        NdArray<double> coupling = network.Coupling.DenseTo("run a centre-out task", 2);
        Network = network;
        Units = network.Units;
        Targets = cues.Shape[0];
        nuint block = (nuint)(Units * Lanes), all = ((nuint)Units * (nuint)Units + 7) & ~(nuint)7;
        _memory = (double*)NativeMemory.AlignedAlloc(checked(((6 * block) + all) * sizeof(double)), 64);
        Coupling = _memory;
        State = Coupling + all;
        Control = State + block;
        Recurrent = Control + block;
        Noise = Recurrent + block;
        Drive = Noise + block;
        Initial = Drive + block;
        coupling.Span.CopyTo(new Span<double>(Coupling, Units * Units));
        new Span<double>(State, 6 * (int)block).Clear();
        for (int a = 0; a < Lanes; a++)
        {
            // Lanes without a target repeat the last one, so that they stay finite; nothing reads them.
            int target = Math.Min(a, Targets - 1);
            for (int i = 0; i < Units; i++)
            {
                Drive[(i * Lanes) + a] = network.Gain * network.InputStrength * cues[target, i];
                Initial[(i * Lanes) + a] = initial[target, i];
            }
        }
    }

    ~CentreOutRun() => NativeMemory.AlignedFree(_memory);

    protected Network Network { get; }

    protected int Units { get; }

    protected int Targets { get; }

    protected double* Coupling { get; }

    protected double* State { get; }

    protected double* Control { get; }

    protected double* Recurrent { get; }

    protected double* Noise { get; }

    /// <summary>b = β γ η of each target, shape (units, lanes).</summary>
    protected double* Drive { get; }

    protected double* Initial { get; }

    public static CentreOutRun Create(Network network, NdArray<double> cues, NdArray<double> initial, LaneWidth width) => width switch
    {
        LaneWidth.Bits512 => new CentreOutRun<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network, cues, initial),
        LaneWidth.Bits256 => new CentreOutRun<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network, cues, initial),
        _ => new CentreOutRun<LanePortableDouble, double>(network, cues, initial),
    };

    /// <summary>One trial of every target without learning: bins recorded one after another, shape (targets, bins, units).</summary>
    public abstract string Record(ChunkNoise noise, double step, int settleSteps, int bins, int stepsPerBin, Span<double> activity, CancellationToken cancellation);

    /// <summary>Settles, learns, and tells the slope of each target's displacement of progress, shape (targets,).</summary>
    public abstract string Learn(CentreOut task, ChunkNoise noise, CentreOutPlan plan, Span<double> slopes, CancellationToken cancellation);

    /// <summary>
    /// One trial of every target with what was learned so far, which each step of its bins changes: activity with learning and, under the same noise,
    /// without, each of shape (targets, bins, units).
    /// </summary>
    public abstract string Practise(CentreOut task, ChunkNoise noise, PracticePlan plan, double[] learned, Span<double> activity, Span<double> control, CancellationToken cancellation);

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        GC.SuppressFinalize(this);
    }
}

/// <summary>Steps and rate of a measurement.</summary>
internal readonly record struct CentreOutPlan(double Step, int SettleSteps, int LearnSteps, double Rate, int? TrainedTarget);

/// <summary>Steps and rate of a trial of practice.</summary>
internal readonly record struct PracticePlan(double Step, int SettleSteps, int Bins, int StepsPerBin, double Rate);
