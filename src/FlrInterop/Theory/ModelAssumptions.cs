namespace FlrInterop;

/// <summary>What a prediction from a model takes for granted, checked where that is cheap.</summary>
internal static class ModelAssumptions
{
    /// <summary>Eigenvalues cost O(N³) each: above this size stability is not looked at unless asked (<see cref="Stability"/>).</summary>
    public const int LargestChecked = 250;

    /// <summary>Whether the fixed point is stable: elsewhere no state stays near it.</summary>
    public static Assumption Stable(Network network, FixedPointResult fixedPoint, NdArray<double>? input)
    {
        const string name = "stable fixed point";
        if (!fixedPoint.Converged)
            return new Assumption(name, fixedPoint.Status, false);
        if (network.Units > LargestChecked)
            return new Assumption(name, FormattableString.Invariant($"not looked at for more than {LargestChecked} units"), null);
        try
        {
            StabilityResult stability = Stability.At(network, fixedPoint.State, input);
            return new Assumption(name, FormattableString.Invariant($"leading eigenvalue {stability.Leading.Real:g3} per τ"), stability.IsStable);
        }
        catch (NumericalException error)
        {
            return new Assumption(name, error.Message, null);
        }
    }
}
