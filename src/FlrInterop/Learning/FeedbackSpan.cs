using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Learning;

/// <summary>The span of the feedback vectors of a few readouts: all that they can change of the recurrent input, Π v = Σ_r b_r (b_rᵀ v).</summary>
internal sealed class FeedbackSpan
{
    /// <summary>A vector nearer than this to the span of those before it, in its own length, is no new direction.</summary>
    private const double LeastDistance = 1e-10;

    private readonly double[] _basis;

    /// <summary>The span of the rows of q, shape (readouts, units).</summary>
    public FeedbackSpan(NdArray<double> feedback)
    {
        Require.Shape(feedback.Shape, "feedback", "(readouts, units)", -1, -1);
        Require.AllFinite(feedback.Span, "feedback");
        (Count, Units) = (feedback.Shape[0], feedback.Shape[1]);
        if (Count == 0 || Count > Units)
            throw Require.Refused("the number of feedback vectors", Count, $"from 1 to the number of units, {Units}", "leave feedback out to train all recurrent weights");
        _basis = Basis(feedback);
    }

    public int Count { get; }

    public int Units { get; }

    public void RequireUnits(int units)
    {
        if (units != Units)
            throw new ShapeException($"feedback has shape ({Count}, {Units}), expected (readouts, units) = ({Count}, {units})");
    }

    /// <summary>v becomes Π v, entries (unit, trial); the coefficients are room for (readout, trial). The sums have one order on every machine.</summary>
    public void Project(Span<double> vectors, Span<double> coefficients, int trials)
    {
        coefficients.Clear();
        for (int r = 0; r < Count; r++)
        {
            ReadOnlySpan<double> axis = _basis.AsSpan(r * Units, Units);
            Span<double> along = coefficients.Slice(r * trials, trials);
            for (int i = 0, at = 0; i < axis.Length; i++)
            {
                for (int trial = 0; trial < along.Length; trial++, at++)
                    along[trial] = Math.FusedMultiplyAdd(axis[i], vectors[at], along[trial]);
            }
        }

        vectors.Clear();
        for (int r = 0; r < Count; r++)
        {
            ReadOnlySpan<double> axis = _basis.AsSpan(r * Units, Units), along = coefficients.Slice(r * trials, trials);
            for (int i = 0, at = 0; i < axis.Length; i++)
            {
                for (int trial = 0; trial < along.Length; trial++, at++)
                    vectors[at] = Math.FusedMultiplyAdd(axis[i], along[trial], vectors[at]);
            }
        }
    }

    /// <summary>Orthonormal rows, by QR of the rows brought to length 1: the diagonal of R is how far each is from those before it.</summary>
    private double[] Basis(NdArray<double> feedback)
    {
        Matrix<double> columns = Matrix<double>.Build.Dense(Units, Count);
        double[] axis = new double[Units];
        for (int r = 0; r < Count; r++)
        {
            // By the largest entry first, so that no square leaves the range.
            double largest = TensorPrimitives.MaxMagnitude(feedback.Row(r));
            if (largest == 0)
                throw new ParameterException($"the feedback vector {r} is 0 everywhere, expected linearly independent rows. Hint: leave out readouts that are not fed back");
            TensorPrimitives.Divide(feedback.Row(r), largest, axis);
            TensorPrimitives.Divide(axis, TensorPrimitives.Norm(axis), axis);
            columns.SetColumn(r, axis);
        }

        var qr = columns.QR();
        for (int r = 0; r < Count; r++)
        {
            if (Math.Abs(qr.R[r, r]) < LeastDistance)
                throw new ParameterException($"the feedback vector {r} is a sum of the vectors before it, expected linearly independent rows. Hint: leave it out; what the readouts can change stays the same");
        }

        return qr.Q.SubMatrix(0, Units, 0, Count).ToColumnMajorArray();
    }
}
