namespace FlrInterop.Numerics;

/// <summary>Steps done by each worker, and the first step at which a number left every bound.</summary>
internal sealed class RunProgress(int workers)
{
    // One counter to two cache lines, so that workers do not share any.
    private const int Apart = 16;
    private readonly long[] _steps = new long[(workers + 1) * Apart];
    private int _diverged = int.MaxValue;

    /// <summary>The smallest step, counted from 1, after which a number was beyond every bound; the largest int if none.</summary>
    public int Diverged => Volatile.Read(ref _diverged);

    public long Done
    {
        get
        {
            long sum = 0;
            for (int worker = 1; worker * Apart < _steps.Length; worker++)
                sum += Volatile.Read(ref _steps[worker * Apart]);
            return sum;
        }
    }

    public void Add(int worker, int steps)
    {
        ref long place = ref _steps[(worker + 1) * Apart];
        Volatile.Write(ref place, place + steps);
    }

    public void Diverge(int step)
    {
        int known = Diverged;
        while (step < known)
        {
            int seen = Interlocked.CompareExchange(ref _diverged, step, known);
            if (seen == known)
                return;
            known = seen;
        }
    }
}
