namespace FlrInterop;

/// <summary>
/// The coupling matrix J of a network, weights [post, pre], in the structure it was made with: dense, low rank, sparse,
/// diagonal, or a sum of these. It never becomes dense unless asked.
/// </summary>
public abstract class Coupling
{
    private protected Coupling(int units) => Units = Require.AtLeast(units, 1);

    /// <summary>The number of units N; J has shape (N, N).</summary>
    public int Units { get; }

    /// <summary>The structure: "dense", "low-rank", "sparse", "diagonal" or "sum".</summary>
    public abstract string Kind { get; }

    /// <summary>The memory that the structure holds, in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>The multiply-adds of one product J x.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Adds two couplings, each kept in its structure.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>The sum.</returns>
    public static Coupling operator +(Coupling left, Coupling right) => Add(left, right);

    /// <summary>Multiplies every weight.</summary>
    /// <param name="factor">A finite factor.</param>
    /// <param name="coupling">The coupling.</param>
    /// <returns>A coupling of the same structure.</returns>
    public static Coupling operator *(double factor, Coupling coupling) => Multiply(factor, coupling);

    /// <summary>Adds two couplings, each kept in its structure.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ShapeException">They have different numbers of units.</exception>
    public static Coupling Add(Coupling left, Coupling right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new SumCoupling(left, right);
    }

    /// <summary>Multiplies every weight.</summary>
    /// <param name="factor">A finite factor.</param>
    /// <param name="coupling">The coupling.</param>
    /// <returns>A coupling of the same structure.</returns>
    public static Coupling Multiply(double factor, Coupling coupling)
    {
        ArgumentNullException.ThrowIfNull(coupling);
        return coupling.Scale(Require.Finite(factor));
    }

    /// <summary>The product J x.</summary>
    /// <param name="state">x, shape (units,).</param>
    /// <param name="result">J x, shape (units,); overwritten.</param>
    public void Multiply(ReadOnlySpan<double> state, Span<double> result)
    {
        Require.Shape([state.Length], nameof(state), "(units,)", Units);
        Require.Shape([result.Length], nameof(result), "(units,)", Units);
        result.Clear();
        AddProduct(state, result);
    }

    /// <summary>All weights as one matrix: this is the moment when N² numbers are needed.</summary>
    /// <returns>J, shape (units, units), float64, weights [post, pre].</returns>
    public virtual NdArray<double> Dense()
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> weights, Units, Units);
        weights.Clear();
        AddTo(weights);
        return made;
    }

    /// <summary>Adds J x to the result.</summary>
    internal abstract void AddProduct(ReadOnlySpan<double> state, Span<double> result);

    /// <summary>Adds J to a dense row-major matrix.</summary>
    internal abstract void AddTo(Span<double> weights);

    /// <summary>The same structure with every weight multiplied.</summary>
    internal abstract Coupling Scale(double factor);

    private protected static NdArray<double> Scaled(NdArray<double> values, double factor)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> target, values.Shape);
        System.Numerics.Tensors.TensorPrimitives.Multiply(values.Span, factor, target);
        return made;
    }
}
