namespace FlrInterop;

/// <summary>Constant inputs η and the targets ξ that each is to evoke, one pair a row.</summary>
public sealed partial class InputOutputMap : LearningTask
{
    /// <summary>Pairs from their arrays, which are not copied.</summary>
    /// <param name="inputs">η, shape (maps, units), finite.</param>
    /// <param name="targets">ξ, shape (maps, units), finite.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ParameterException">A number is not finite.</exception>
    public InputOutputMap(NdArray<double> inputs, NdArray<double> targets)
        : base(Checked(inputs).Shape[1], inputs.Shape[0])
    {
        ArgumentNullException.ThrowIfNull(targets);
        Require.Shape(targets.Shape, nameof(targets), "(maps, units)", inputs.Shape);
        Require.AllFinite(inputs.Span, nameof(inputs));
        Require.AllFinite(targets.Span, nameof(targets));
        Inputs = inputs;
        Targets = targets;
    }

    /// <summary>η, shape (maps, units), float64, dimensionless.</summary>
    public NdArray<double> Inputs { get; }

    /// <summary>ξ, shape (maps, units), float64, dimensionless.</summary>
    public NdArray<double> Targets { get; }

    /// <inheritdoc/>
    public override string Kind => "input-output-map";

    private static NdArray<double> Checked(NdArray<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Shape(inputs.Shape, nameof(inputs), "(maps, units)", -1, -1);
        Require.AtLeast(inputs.Shape[0], 1, "maps");
        Require.AtLeast(inputs.Shape[1], 1, "units");
        return inputs;
    }
}
