using System.Text.Json;
using System.Text.Json.Nodes;
using FlrInterop.Boundary;
using FlrInterop.Tensors;

namespace FlrInterop.Bridge;

/// <summary>
/// One operation at work on a thread of its own. It never calls Python. It holds the inputs it was lent until it has ended and
/// was released, and what it made until released.
/// </summary>
#pragma warning disable CA1001 // What can be disposed is, by the last of the two that hold the job: its thread and its releaser.
internal sealed class Job
#pragma warning restore CA1001
{
    private readonly Operation _operation;
    private readonly string _spec;
    private readonly BorrowedBatch? _inputs;
    private readonly Action _gone;
    private readonly CancellationTokenSource _cancel = new();
    private readonly ManualResetEventSlim _ended = new(); // never asked for its handle, so there is nothing to dispose of
    private readonly Progress _progress = new();
    private int _holders = 2;
    private Reply? _reply;
    private Failure? _failure;
    private volatile int _state;

    /// <summary>A job that is not started yet.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="spec">Its parameters, JSON.</param>
    /// <param name="inputs">What it was lent; the job gives it back.</param>
    /// <param name="gone">Called once, when the job has ended and was released.</param>
    public Job(Operation operation, string spec, BorrowedBatch? inputs, Action gone)
    {
        _operation = operation;
        _spec = spec;
        _inputs = inputs;
        _gone = gone;
    }

    public JobState State => (JobState)_state;

    /// <summary>Begins; on a background thread, so that a process may end while it works.</summary>
    public void Start()
        => new Thread(Work) { IsBackground = true, Name = $"flrinterop {_operation.Name}" }.Start();

    /// <summary>Ends the job before it began.</summary>
    public void Fail(Failure failure) => End(failure.Code == ErrorCode.Cancelled ? JobState.Cancelled : JobState.Failed, failure);

    /// <summary>Waits at most that long for the end.</summary>
    public JobState Wait(int milliseconds)
    {
        _ended.Wait(milliseconds);
        return State;
    }

    public void Cancel() => _cancel.Cancel();

    /// <summary>State, progress, and after the end what came of it.</summary>
    public JsonObject Describe()
    {
        JobState state = State;
        var made = new JsonObject
        {
            ["state"] = state switch
            {
                JobState.Running => "running",
                JobState.Completed => "completed",
                JobState.Failed => "failed",
                _ => "cancelled",
            },
            ["progress"] = _progress.Fraction,
            ["message"] = _progress.Message,
        };
        if (state == JobState.Completed)
            _reply!.Describe(made);
        else if (state != JobState.Running)
            made["error"] = new JsonObject { ["code"] = _failure!.Name, ["message"] = _failure.Message };
        return made;
    }

    public unsafe void Take(string name, CBlock* block)
    {
        if (State != JobState.Completed)
            throw new ParameterException($"the job of '{_operation.Name}' is {State}, expected Completed before '{name}' is taken");
        _reply!.Take(name, block);
    }

    /// <summary>Lets go of the job; one that still works is cancelled and cleans up at its end.</summary>
    public void Release()
    {
        _cancel.Cancel();
        Drop();
    }

    private void Work()
    {
        try
        {
            var reply = new Reply();
            using JsonDocument spec = ParseSpec();
            var reader = new SpecReader(_operation, spec.RootElement, _inputs?.Tensors ?? new TensorSet());
            _operation.Run(reader.Wire, reply, new JobContext(_progress, _cancel.Token));
            _reply = reply;
            _progress.Report(1);
            End(JobState.Completed, null);
        }
#pragma warning disable CA1031 // Nothing may leave the thread: every exception crosses as a code and a text.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Fail(Failure.Of(error));
        }
    }

    private JsonDocument ParseSpec()
    {
        try
        {
            return JsonDocument.Parse(_spec);
        }
        catch (JsonException error)
        {
            throw new DataFormatException($"the specification of '{_operation.Name}' is no JSON: {error.Message}", error);
        }
    }

    private void End(JobState state, Failure? failure)
    {
        _failure = failure;
        _state = (int)state;

        // Let go before anybody who waits is told: whoever releases an ended job then finds nothing of it left.
        Drop();
        _ended.Set();
    }

    private void Drop()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        _inputs?.Drop();
        _reply = null;
        _cancel.Dispose();
        _gone();
    }
}
