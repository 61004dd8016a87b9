namespace FlrInterop;

/// <summary>Values, slopes and inverses of the transfer functions, and their names.</summary>
public static class TransferFunctions
{
    private static readonly string[] KnownNames = ["tanh", "linear", "relu", "logistic"];

    /// <summary>The names, in the order of <see cref="TransferFunction"/>.</summary>
    public static IReadOnlyList<string> Names => KnownNames;

    /// <summary>φ(h).</summary>
    /// <param name="transfer">The function.</param>
    /// <param name="h">The input.</param>
    /// <returns>The value.</returns>
    public static double Value(this TransferFunction transfer, double h) => transfer switch
    {
        TransferFunction.Tanh => Math.Tanh(h),
        TransferFunction.Linear => h,
        TransferFunction.Relu => Math.Max(h, 0),
        TransferFunction.Logistic => 1 / (1 + Math.Exp(-h)),
        _ => throw Unknown(transfer),
    };

    /// <summary>φ'(h).</summary>
    /// <param name="transfer">The function.</param>
    /// <param name="h">The input.</param>
    /// <returns>The slope.</returns>
    public static double Slope(this TransferFunction transfer, double h) => transfer switch
    {
        TransferFunction.Tanh => 1 - (Math.Tanh(h) * Math.Tanh(h)),
        TransferFunction.Linear => 1,
        TransferFunction.Relu => h > 0 ? 1 : 0,
        TransferFunction.Logistic => transfer.Value(h) * (1 - transfer.Value(h)),
        _ => throw Unknown(transfer),
    };

    /// <summary>φ⁻¹(x), NaN outside the range of φ.</summary>
    /// <param name="transfer">The function.</param>
    /// <param name="x">The value.</param>
    /// <returns>The input that gives it (for a rectified unit at 0: 0).</returns>
    public static double Inverse(this TransferFunction transfer, double x) => transfer switch
    {
        TransferFunction.Tanh => Math.Atanh(x),
        TransferFunction.Linear => x,
        TransferFunction.Relu => x >= 0 ? x : double.NaN,
        TransferFunction.Logistic => Math.Log(x / (1 - x)),
        _ => throw Unknown(transfer),
    };

    /// <summary>Whether φ stays within fixed bounds, so that no simulation of it can diverge.</summary>
    /// <param name="transfer">The function.</param>
    /// <returns>True for tanh and logistic.</returns>
    public static bool IsBounded(this TransferFunction transfer) => transfer is TransferFunction.Tanh or TransferFunction.Logistic;

    /// <summary>The name that Python uses.</summary>
    /// <param name="transfer">The function.</param>
    /// <returns>Its name.</returns>
    public static string Name(this TransferFunction transfer) => KnownNames[(int)transfer];

    /// <summary>The function of that name.</summary>
    /// <param name="name">tanh, linear, relu or logistic.</param>
    /// <returns>The function.</returns>
    /// <exception cref="UnknownNameException">No function has that name.</exception>
    public static TransferFunction Parse(string name)
    {
        int at = Array.IndexOf(KnownNames, name);
        return at >= 0
            ? (TransferFunction)at
            : throw new UnknownNameException($"transfer is '{name}', expected one of: {string.Join(", ", KnownNames)}");
    }

    private static UnknownNameException Unknown(TransferFunction transfer) => new($"transfer is {transfer}, expected one of: {string.Join(", ", KnownNames)}");
}
