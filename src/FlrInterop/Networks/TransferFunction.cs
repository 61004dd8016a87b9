namespace FlrInterop;

/// <summary>The transfer function φ of a unit.</summary>
public enum TransferFunction
{
    /// <summary>φ(h) = tanh h.</summary>
    Tanh,

    /// <summary>φ(h) = h.</summary>
    Linear,

    /// <summary>φ(h) = max(h, 0).</summary>
    Relu,

    /// <summary>φ(h) = 1 / (1 + e⁻ʰ).</summary>
    Logistic,
}
