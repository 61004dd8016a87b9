using System.Text.Json.Nodes;
using FlrInterop.Boundary;

namespace FlrInterop.Bridge;

/// <summary>
/// The only way in from Python: flat, no overloads, numbers and texts only. Nothing here throws: an exception becomes a negative
/// code, and its text is fetched with <see cref="LastError"/>. Long work is a job with its own thread.
/// </summary>
/// <remarks>
/// Memory: inputs are borrowed until their job is released; results belong to the job; what <see cref="Take"/> exports belongs
/// to the receiver until it calls the Arrow release callback, also after the job is released.
/// </remarks>
public static class Wall
{
    private const long Refused = -1;
    private static readonly JobDesk Desk = new(KnownOperations.All);

    [ThreadStatic]
    private static string? _lastError;

    /// <summary>Starts an operation.</summary>
    /// <param name="operation">Its name.</param>
    /// <param name="specJson">Its parameters, a JSON object.</param>
    /// <param name="inputsAddress">
    /// 0, or the address of an ArrowSchema followed by an ArrowArray: a struct array of length 1 whose columns are tensors. Both
    /// are moved (their release becomes null); the memory is borrowed until the job is released, and then given back.
    /// </param>
    /// <returns>The job's number, above 0. Errors in the specification or the inputs make a job that has failed. Negative where even that was impossible.</returns>
    public static unsafe long Start(string operation, string specJson, long inputsAddress)
        => Guard(Refused, () => Desk.Start(operation ?? "", specJson ?? "", (CBlock*)inputsAddress));

    /// <summary>State, progress and message; after the end the error, or the fields and the names of arrays and tables.</summary>
    /// <param name="job">The job's number.</param>
    /// <returns>A JSON object.</returns>
    public static string Poll(long job)
    {
        try
        {
            return Desk.Find(job).Describe().ToJsonString();
        }
#pragma warning disable CA1031 // The wall: nothing may leave it as an exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failure failure = Failure.Of(error);
            return new JsonObject
            {
                ["state"] = "failed",
                ["progress"] = 0,
                ["message"] = "",
                ["error"] = new JsonObject { ["code"] = failure.Name, ["message"] = failure.Message },
            }.ToJsonString();
        }
    }

    /// <summary>Waits for the end of a job, at most that long.</summary>
    /// <param name="job">The job's number.</param>
    /// <param name="milliseconds">The longest wait, 0 or more.</param>
    /// <returns>0 running, 1 completed, 2 failed, 3 cancelled; negative where there is no such job.</returns>
    public static int Wait(long job, int milliseconds) => (int)Guard(Refused, () => (long)Desk.Find(job).Wait(Math.Max(0, milliseconds)));

    /// <summary>Asks a job to end; it does within a fraction of a second.</summary>
    /// <param name="job">The job's number.</param>
    /// <returns>0, negative where there is no such job.</returns>
    public static int Cancel(long job) => Done(() => Desk.Find(job).Cancel());

    /// <summary>Exports one array or table of a completed job without a copy.</summary>
    /// <param name="job">The job's number.</param>
    /// <param name="name">The array's or table's name.</param>
    /// <param name="structAddress">Room for an ArrowSchema and an ArrowArray behind it; the receiver then owns both and must call their releases.</param>
    /// <returns>0, negative where it was not possible.</returns>
    public static unsafe int Take(long job, string name, long structAddress) => Done(() => Desk.Find(job).Take(name ?? "", (CBlock*)structAddress));

    /// <summary>Lets go of a job and its inputs; one that still works is cancelled. What was taken stays valid.</summary>
    /// <param name="job">The job's number.</param>
    /// <returns>0, negative where there is no such job.</returns>
    public static int Release(long job) => Done(() => Desk.Release(job));

    /// <summary>Every operation with its parameters, types, units, defaults and documentation, and every error code.</summary>
    /// <returns>A JSON object.</returns>
    public static string Describe() => Text(() => Desk.Operations.Describe());

    /// <summary>How many jobs, borrowed inputs and exported structures are alive: exact, all zero after everything is released.</summary>
    /// <returns>A JSON object: jobs, imports, exports.</returns>
    public static string Counters() => Text(Desk.Counters);

    /// <summary>The text of the last call of this thread that returned a negative number.</summary>
    /// <returns>The text, empty where there was none.</returns>
    public static string LastError() => _lastError ?? "";

    private static int Done(Action action) => (int)Guard(Refused, () =>
    {
        action();
        return 0;
    });

    private static long Guard(long refused, Func<long> call)
    {
        try
        {
            return call();
        }
#pragma warning disable CA1031 // The wall: nothing may leave it as an exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _lastError = Failure.Of(error).Message;
            return refused;
        }
    }

    private static string Text(Func<JsonObject> call)
    {
        try
        {
            return call().ToJsonString();
        }
#pragma warning disable CA1031 // The wall: nothing may leave it as an exception.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _lastError = Failure.Of(error).Message;
            return "{}";
        }
    }
}
