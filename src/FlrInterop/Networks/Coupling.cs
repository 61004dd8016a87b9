using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>
/// The coupling matrix J of a network, weights [post, pre], in the structure it was made with: dense, low rank, sparse,
/// diagonal, masked, or a sum of these. It never becomes dense unless asked.
/// </summary>
public abstract class Coupling
{
    private const string KeepHint = "multiply with the coupling as it is";

    private protected Coupling(int units) => Units = Require.AtLeast(units, 1);

    /// <summary>The number of units N; J has shape (N, N).</summary>
    public int Units { get; }

    /// <summary>The structure: "dense", "low-rank", "sparse", "diagonal", "masked" or "sum".</summary>
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

    /// <summary>J ∘ M: the connections of a mask, and no other, now and after learning.</summary>
    /// <remarks>
    /// In a sum only this part is masked. Learning changes what some part lets exist: where every part of a sum is masked, the
    /// connections of any of them; where one is not, all.
    /// </remarks>
    /// <param name="mask">0 where there is no connection, shape (units, units), uint8.</param>
    /// <returns>A coupling whose memory is 12 bytes a connection where at most a quarter exist, else 9 N² bytes.</returns>
    /// <exception cref="ShapeException">Another shape.</exception>
    public MaskedCoupling Masked(NdArray<byte> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Masking.Apply(this, mask);
    }

    /// <summary>The same coupling in fewer numbers: its low-rank parts merged into one, without what the tolerance allows to leave out.</summary>
    /// <remarks>
    /// By QR of both factors and the singular values of a matrix of the size of the rank: O(N rank²), never a matrix of N² numbers. Other
    /// parts stay as they are. A coupling that needs all its rank comes back with the same numbers.
    /// </remarks>
    /// <param name="tolerance">The most that J may change, ‖J − J'‖ ≤ tolerance · ‖J‖ (Frobenius), 0 to 1; no less than rounding is left out in any case.</param>
    /// <returns>This coupling, or one of lower rank.</returns>
    /// <exception cref="ParameterException">The tolerance is out of its range.</exception>
    public Coupling Compressed(double tolerance = Compression.StandardTolerance)
        => Compression.Apply(this, Require.Within(tolerance, 0, 1));

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
    /// <exception cref="ParameterException">The matrix would take more memory than there is, or more than 2³¹ − 1 numbers.</exception>
    public virtual NdArray<double> Dense()
    {
        MemoryNeed.RequireMatrices($"make a matrix of a coupling of kind '{Kind}'", Units, 1, hint: KeepHint);
        if (Units > MemoryNeed.MostUnitsOfOneMatrix)
        {
            throw Require.Refused(
                "units of a coupling that becomes a matrix", $"{Units}, which takes {MemoryNeed.Size(MemoryNeed.Matrices(Units, 1))}", $"at most {MemoryNeed.MostUnitsOfOneMatrix}: one array holds 2³¹ − 1 numbers", KeepHint);
        }

        NdArray<double> made = NdArray<double>.Create(out Span<double> weights, Units, Units);
        weights.Clear();
        AddTo(weights);
        return made;
    }

    /// <summary>Adds J x to the result.</summary>
    internal abstract void AddProduct(ReadOnlySpan<double> state, Span<double> result);

    /// <summary>Adds J to a dense row-major matrix.</summary>
    internal abstract void AddTo(Span<double> weights);

    /// <summary>Whether the weights lie in a matrix already, so that <see cref="Dense()"/> takes nothing.</summary>
    internal virtual bool IsHeldWhole => false;

    /// <summary>All weights as one matrix, for something that makes more of them: refused before the first one is made where not all fit.</summary>
    /// <param name="what">What is to be done, in words.</param>
    /// <param name="matrices">How many matrices of N² numbers it holds at a time, this one among them.</param>
    /// <exception cref="ParameterException">They would take more memory than there is.</exception>
    internal NdArray<double> DenseTo(string what, int matrices)
    {
        MemoryNeed.RequireMatrices(what, Units, IsHeldWhole ? matrices - 1 : matrices);
        return Dense();
    }

    /// <summary>Whether some connections do not exist, so that learning makes none there.</summary>
    internal virtual bool IsMasked => false;

    /// <summary>Adds J of some places of a row, the columns ascending: the same numbers as <see cref="AddTo"/> adds there.</summary>
    internal abstract void AddEntries(int row, ReadOnlySpan<int> columns, Span<double> values);

    /// <summary>The places of a row for which the structure holds a weight, ascending; all of them where it holds factors.</summary>
    /// <param name="row">The postsynaptic unit.</param>
    /// <param name="room">Room for all units, which the answer may use.</param>
    internal virtual ReadOnlySpan<int> StoredColumns(int row, Span<int> room)
    {
        for (int j = 0; j < Units; j++)
            room[j] = j;
        return room[..Units];
    }

    /// <summary>Sets to 0 where a row has no connection and never will have; other places stay.</summary>
    internal virtual void ClearMissing(int row, Span<byte> exists)
    {
    }

    /// <summary>The same structure with every weight multiplied.</summary>
    internal abstract Coupling Scale(double factor);

    private protected static NdArray<double> Scaled(NdArray<double> values, double factor)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> target, values.Shape);
        System.Numerics.Tensors.TensorPrimitives.Multiply(values.Span, factor, target);
        return made;
    }
}
