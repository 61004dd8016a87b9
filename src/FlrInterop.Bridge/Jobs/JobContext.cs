namespace FlrInterop.Bridge;

/// <summary>What an operation at work is given of its job.</summary>
internal sealed class JobContext(Progress progress, CancellationToken cancellation)
{
    public IProgress<double> Progress => progress;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Says what is being done, for people.</summary>
    public void Say(string message) => progress.Message = message;
}
