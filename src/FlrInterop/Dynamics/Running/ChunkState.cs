using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>The state x[unit · lanes + trial] of a chunk: its start, its samples, and whether it is out of bounds.</summary>
internal static unsafe class ChunkState<T>
    where T : unmanaged
{
    /// <summary>The magnitude beyond which a run has diverged.</summary>
    public const double Bound = 1e6;

    /// <summary>Fills in the state before the first step, where it is not 0.</summary>
    public static void Begin(SimulationPlan plan, T* x, int lanes, int trial, int valid)
    {
        if (plan.Options.Initial is not NdArray<double> initial)
            return;
        for (int lane = 0; lane < valid; lane++)
        {
            ReadOnlySpan<double> from = initial.Rank == 1 ? initial.Span : initial.Span.Slice((trial + lane) * plan.Units, plan.Units);
            for (int unit = 0; unit < from.Length; unit++)
                x[((long)unit * lanes) + lane] = Element.From<T>(from[unit]);
        }
    }

    /// <summary>Whether a number of the first trials is beyond the bound.</summary>
    public static bool IsBeyond(T* x, int units, int lanes, int valid)
    {
        for (int unit = 0; unit < units; unit++)
        {
            for (int lane = 0; lane < valid; lane++)
            {
                if (!(Math.Abs(Element.ToDouble(x[((long)unit * lanes) + lane])) <= Bound))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Writes the state into the samples [map, trial, time, unit] of its trials.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Keep(SimulationPlan plan, T* x, int lanes, int valid, T* samples, int map, int trial, int time)
    {
        for (int lane = 0; lane < valid; lane++)
        {
            T* to = samples + (((((long)map * plan.Trials) + trial + lane) * plan.Recorded) + time) * plan.Units;
            T* from = x + lane;
            for (int unit = 0; unit < plan.Units; unit++, from += lanes)
                to[unit] = *from;
        }
    }
}
