namespace FlrInterop;

/// <summary>A rule of the user's own: derive from it and say how a whole batch of trials changes its weights.</summary>
/// <remarks>
/// The general form of an update is a matrix of changes, as slow as it is free; a rule that changes rows (J_ij ← c_i J_ij + g_i x_j)
/// derives from <see cref="LearningRule"/> and is as fast as the shipped ones. Where <see cref="MeanDrive"/> is not given, speeds can be measured (at a rate
/// that is told) but not predicted.
/// </remarks>
public abstract class CustomRule : LearningRule
{
    /// <inheritdoc/>
    public override string Name => "custom";

    /// <inheritdoc/>
    public override RuleProperties Properties => RuleProperties.None;

    /// <inheritdoc/>
    public sealed override UpdateForm Form => UpdateForm.Matrix;

    /// <inheritdoc/>
    public override bool HasMeanDrive => false;

    /// <summary>The mean drive Ḡ x̄; override it together with <see cref="HasMeanDrive"/> to have speeds predicted.</summary>
    /// <param name="state">The evoked state and the target.</param>
    /// <param name="drive">Ḡ x̄, shape (units,); overwritten.</param>
    /// <exception cref="ParameterException">Not overridden.</exception>
    public override void MeanDrive(in EvokedState state, Span<double> drive)
        => throw new ParameterException($"the rule '{Name}' has no mean drive, expected one. Hint: give it Ḡ x̄, or measure its speed instead of predicting it");

    /// <inheritdoc/>
    public abstract override void MatrixUpdate(in PlasticStep step, Span<double> change);

    /// <summary>Not used: a change of rows alone is a special case of <see cref="MatrixUpdate"/>.</summary>
    /// <param name="step">The state at the start of the step.</param>
    /// <param name="growth">g; set to 0.</param>
    /// <param name="keep">c; set to 1.</param>
    public sealed override void RowUpdate(in PlasticStep step, Span<double> growth, Span<double> keep)
    {
        growth.Clear();
        keep.Fill(1);
    }
}
