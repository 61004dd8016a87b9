using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FlrInterop.Boundary;

namespace FlrInterop.Bridge;

/// <summary>Starts jobs of a set of operations and finds them again by their number.</summary>
internal sealed class JobDesk(OperationSet operations)
{
    private readonly ConcurrentDictionary<long, Job> _jobs = new();
    private long _last;
    private long _live;

    /// <summary>Jobs that have not both ended and been released.</summary>
    public long Live => Interlocked.Read(ref _live);

    public OperationSet Operations => operations;

    /// <summary>Starts a job. The inputs are taken over whatever happens; what is wrong with them or the specification fails the job.</summary>
    public unsafe long Start(string operation, string spec, CBlock* block)
    {
        BorrowedBatch? inputs = null;
        Failure? failure = null;
        Operation found = Operation.Nothing;
        try
        {
            inputs = block is null ? null : BorrowedBatch.Take(block);
            found = operations.Find(operation);
        }
        catch (Exception error) when (error is IFlrError or OverflowException)
        {
            failure = Failure.Of(error is OverflowException ? new ShapeException("a tensor is too large: its size does not fit 64 bits", error) : error);
        }

        Interlocked.Increment(ref _live);
        var job = new Job(found, spec, inputs, () => Interlocked.Decrement(ref _live));
        long number = Interlocked.Increment(ref _last);
        _jobs[number] = job;
        if (failure is null)
            job.Start();
        else
            job.Fail(failure);
        return number;
    }

    public Job Find(long number) => _jobs.TryGetValue(number, out Job? job)
        ? job
        : throw new UnknownNameException($"there is no job {number}, expected one that was started and not released");

    public void Release(long number)
    {
        Job job = Find(number);
        if (_jobs.TryRemove(number, out _))
            job.Release();
    }

    /// <summary>Exact counts, all zero after everything is released.</summary>
    public JsonObject Counters() => new()
    {
        ["jobs"] = Live,
        ["imports"] = LiveCounts.Imports,
        ["exports"] = LiveCounts.Exports,
    };
}
