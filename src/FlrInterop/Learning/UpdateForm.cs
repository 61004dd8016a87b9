namespace FlrInterop;

/// <summary>How a rule changes the weights in one step.</summary>
public enum UpdateForm
{
    /// <summary>J_ij ← c_i J_ij + g_i x_j, with the activity x at the start of the step.</summary>
    Presynaptic,

    /// <summary>J_ij ← c_i J_ij + g_i y_j, with a vector y that the rule makes.</summary>
    OwnPresynaptic,

    /// <summary>J_ij ← J_ij + Δ_ij, any change: as many numbers as there are weights, the slow way.</summary>
    Matrix,
}
