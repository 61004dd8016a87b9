namespace FlrInterop;

/// <summary>The Frobenius norm of a sum, from the weights that its parts store: never from a matrix.</summary>
/// <remarks>With L the low-rank part and S the rest, |L + S|² = |L|² + ⟨S, S + 2 L⟩, and only where S stores a weight is anything added.</remarks>
internal static class CouplingNorm
{
    // Of sums of squares, relative to the largest of them.
    private const double Rounding = 1e-14;

    /// <summary>The norm, or a little less where the parts nearly cancel.</summary>
    /// <param name="lowRank">L.</param>
    /// <param name="lowRankNorm">Its norm.</param>
    /// <param name="others">The parts of S.</param>
    public static double AtLeast(LowRankCoupling lowRank, double lowRankNorm, Coupling[] others)
    {
        if (others.Length == 0)
            return lowRankNorm;
        int units = lowRank.Units;
        int[] room = new int[units];
        double[] own = new double[units], rest = new double[units], low = new double[units];
        double square = lowRankNorm * lowRankNorm, scale = square;
        for (int row = 0; row < units; row++)
        {
            foreach (Coupling part in others)
            {
                ReadOnlySpan<int> columns = part.StoredColumns(row, room);
                Fill([part], row, columns, own);
                Fill([lowRank], row, columns, low);
                Fill(others, row, columns, rest);
                for (int at = 0; at < columns.Length; at++)
                {
                    double more = own[at] * (rest[at] + (2 * low[at]));
                    square += more;
                    scale += Math.Abs(more);
                }
            }
        }

        return Math.Sqrt(Math.Max(0, square - (Rounding * scale)));
    }

    private static void Fill(ReadOnlySpan<Coupling> parts, int row, ReadOnlySpan<int> columns, double[] weights)
    {
        Span<double> places = weights.AsSpan(0, columns.Length);
        places.Clear();
        foreach (Coupling part in parts)
            part.AddEntries(row, columns, places);
    }
}
