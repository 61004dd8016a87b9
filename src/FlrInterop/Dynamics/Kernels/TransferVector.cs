using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FlrInterop.Numerics;

/// <summary>A transfer function and its slope on a whole vector.</summary>
internal static class TransferVector
{
    /// <summary>φ(h).</summary>
    /// <param name="transfer">The function.</param>
    /// <param name="h">The inputs.</param>
    /// <param name="values">φ(h); overwritten.</param>
    public static void Values(TransferFunction transfer, ReadOnlySpan<double> h, Span<double> values)
    {
        switch (LaneWidths.Best)
        {
            case LaneWidth.Bits512:
                Values<Lane512Double, Vector512<double>>(transfer, h, values);
                break;
            case LaneWidth.Bits256:
                Values<Lane256Double, Vector256<double>>(transfer, h, values);
                break;
            default:
                Values<LanePortableDouble, double>(transfer, h, values);
                break;
        }
    }

    /// <summary>φ'(h), which the value φ(h) tells.</summary>
    /// <param name="transfer">The function.</param>
    /// <param name="values">φ(h).</param>
    /// <param name="slopes">φ'(h); overwritten.</param>
    public static void Slopes(TransferFunction transfer, ReadOnlySpan<double> values, Span<double> slopes)
    {
        switch (transfer)
        {
            case TransferFunction.Tanh:
                TensorPrimitives.Multiply(values, values, slopes);
                TensorPrimitives.Subtract(1, slopes, slopes);
                break;
            case TransferFunction.Logistic:
                TensorPrimitives.Subtract(1, values, slopes);
                TensorPrimitives.Multiply(slopes, values, slopes);
                break;
            case TransferFunction.Relu:
                for (int i = 0; i < values.Length; i++)
                    slopes[i] = values[i] > 0 ? 1 : 0;
                break;
            default:
                slopes.Fill(1);
                break;
        }
    }

    private static void Values<TLane, V>(TransferFunction transfer, ReadOnlySpan<double> h, Span<double> values)
        where TLane : struct, ILane<double, V>
        where V : unmanaged
    {
        switch (transfer)
        {
            case TransferFunction.Tanh:
                Apply<TLane, V, Transfers<TLane, double, V>.Tanh>(h, values);
                break;
            case TransferFunction.Logistic:
                Apply<TLane, V, Transfers<TLane, double, V>.Logistic>(h, values);
                break;
            case TransferFunction.Relu:
                Apply<TLane, V, Transfers<TLane, double, V>.Relu>(h, values);
                break;
            default:
                h.CopyTo(values);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Apply<TLane, V, TTransfer>(ReadOnlySpan<double> h, Span<double> values)
        where TLane : struct, ILane<double, V>
        where V : unmanaged
        where TTransfer : struct, ITransfer<TLane, double, V>
    {
        int whole = h.Length - (h.Length % TLane.Width);
        fixed (double* from = h, to = values)
        {
            for (int i = 0; i < whole; i += TLane.Width)
                TLane.Store(to + i, TTransfer.Apply(TLane.Load(from + i)));
        }

        if (whole == h.Length)
            return;
        double* rest = stackalloc double[TLane.Width];
        var some = new Span<double>(rest, TLane.Width);
        some.Clear();
        h[whole..].CopyTo(some);
        TLane.Store(rest, TTransfer.Apply(TLane.Load(rest)));
        some[..(h.Length - whole)].CopyTo(values[whole..]);
    }
}
