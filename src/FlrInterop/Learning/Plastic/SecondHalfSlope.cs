namespace FlrInterop.Learning;

/// <summary>
/// The least-squares slope over the second half of a run, as one weight a step: the first half is left to the transient of the
/// slowest mode.
/// </summary>
internal readonly struct SecondHalfSlope
{
    private readonly int _first;
    private readonly double _centre;
    private readonly double _scale;

    public SecondHalfSlope(int steps, double step)
    {
        _first = (steps / 2) + 1;
        int count = steps - _first + 1;
        _centre = 0.5 * (_first + steps);

        // Σ (n − centre)² over consecutive whole numbers.
        double squares = count * (((double)count * count) - 1) / 12;
        _scale = 1 / (squares * step);
    }

    public bool Counts(int step) => step >= _first;

    public double Weight(int step) => (step - _centre) * _scale;
}
