using System.Runtime.CompilerServices;

namespace FlrInterop.Learning;

/// <summary>Overlaps and errors of the maps of a chunk.</summary>
internal static unsafe class ChunkOverlap
{
    private const int Lanes = ChunkLayout.Lanes;

    /// <summary>Tells the record of every map of the chunk that has not ended.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Observe(LearningRecord record, int step, int first, ReadOnlySpan<bool> ended, int units, double* target, double* state)
    {
        Span<double> overlap = stackalloc double[Lanes], error = stackalloc double[Lanes];
        overlap.Clear();
        error.Clear();
        bool records = record.Records(step);
        for (int at = 0; at < units * Lanes; at += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
                overlap[lane] += target[at + lane] * state[at + lane];
            for (int lane = 0; lane < Lanes && records; lane++)
                error[lane] += (target[at + lane] - state[at + lane]) * (target[at + lane] - state[at + lane]);
        }

        for (int lane = 0; lane < ended.Length; lane++)
        {
            if (!ended[lane])
                record.Observe(step, first + lane, overlap[lane] / units, error[lane] / units);
        }
    }

    /// <summary>Whether a trial's state has left every bound.</summary>
    public static bool Beyond(double* state, int units, int lane)
    {
        for (int i = 0; i < units; i++)
        {
            if (!(Math.Abs(state[(i * Lanes) + lane]) <= PlasticChunk.Beyond))
                return true;
        }

        return false;
    }
}
