namespace FlrInterop;

/// <summary>
/// A recurrent network of rate units: τ dx = [−x + φ(β(J x + γ η))] dt + √(2 D τ) dW, time in units of τ.
/// </summary>
/// <remarks>Kurikawa &amp; Kaneko, Nat. Commun. 16 (2025), doi 10.1038/s41467-025-64976-w.</remarks>
public sealed class Network
{
    private readonly double _gain = 1;
    private readonly double _noise = 1e-3;
    private readonly double _inputStrength = 1;
    private readonly NdArray<byte>? _mask;
    private readonly NdArray<double>? _dale;
    private NdArray<byte>? _connections;

    /// <summary>A network of the given coupling with gain 1, noise 0.001, input strength 1 and tanh units.</summary>
    /// <param name="coupling">J, weights [post, pre].</param>
    public Network(Coupling coupling)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        Coupling = coupling;
    }

    /// <summary>The coupling J.</summary>
    public Coupling Coupling { get; }

    /// <summary>The number of units N.</summary>
    public int Units => Coupling.Units;

    /// <summary>The gain β of the transfer function, above 0.</summary>
    public double Gain
    {
        get => _gain;
        init => _gain = Require.Positive(value, "gain");
    }

    /// <summary>The noise intensity D, 0 or more: an isolated linear unit has stationary variance D.</summary>
    public double Noise
    {
        get => _noise;
        init => _noise = Require.NotNegative(value, "noise");
    }

    /// <summary>The input strength γ, finite.</summary>
    public double InputStrength
    {
        get => _inputStrength;
        init => _inputStrength = Require.Finite(value, "input_strength");
    }

    /// <summary>The transfer function φ.</summary>
    public TransferFunction Transfer { get; init; }

    /// <summary>The connections that exist: shape (units, units), 0 where there is none and there never will be; null where all may be.</summary>
    /// <exception cref="ShapeException">Another shape.</exception>
    /// <exception cref="ParameterException">The coupling has a weight where there is no connection.</exception>
    public NdArray<byte>? Mask
    {
        get => _mask;
        init => _mask = value is null ? null : Connectivity.CheckedMask(Coupling, value);
    }

    /// <summary>The connections that learning may change: those of the mask that a masked coupling has too; null where all. Made once, when it is first asked for.</summary>
    internal NdArray<byte>? Connections => _connections ??= Connectivity.Of(Coupling, _mask);

    /// <summary>The sign that each unit's outgoing weights keep: shape (units,), 1, −1, or 0 for either; null where all may change sign.</summary>
    /// <exception cref="ShapeException">Another shape.</exception>
    /// <exception cref="ParameterException">A value is none of 1, −1, 0, or the coupling has a weight of the other sign.</exception>
    public NdArray<double>? Dale
    {
        get => _dale;
        init => _dale = value is null ? null : Connectivity.CheckedDale(Coupling, value);
    }
}
