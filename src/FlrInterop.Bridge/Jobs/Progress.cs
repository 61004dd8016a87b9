namespace FlrInterop.Bridge;

/// <summary>How far a job is; told by its threads, asked for by the waiting one. Never goes back.</summary>
internal sealed class Progress : IProgress<double>
{
    private readonly Lock _gate = new();
    private double _fraction;
    private volatile string _message = "";

    public double Fraction
    {
        get
        {
            lock (_gate)
                return _fraction;
        }
    }

    /// <summary>What is being done, for people.</summary>
    public string Message
    {
        get => _message;
        set => _message = value;
    }

    public void Report(double value)
    {
        if (double.IsNaN(value))
            return;
        lock (_gate)
            _fraction = Math.Clamp(value, _fraction, 1);
    }
}
