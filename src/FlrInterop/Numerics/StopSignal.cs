namespace FlrInterop.Numerics;

/// <summary>Raised to end work from another thread; looked at between blocks of work of a few milliseconds at most.</summary>
internal sealed class StopSignal
{
    private volatile bool _raised;

    public void Raise() => _raised = true;

    public void ThrowIfRaised()
    {
        if (_raised)
            throw new OperationCanceledException();
    }
}
