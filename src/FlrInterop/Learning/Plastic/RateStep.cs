using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>One Euler–Maruyama step of a chunk from its recurrent input: x ← x + h (φ(β u + b) − x) + σ z.</summary>
internal static unsafe class RateStep<TLane, V>
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    /// <summary>Advances every unit and trial.</summary>
    /// <param name="recurrent">u, shape (units, lanes).</param>
    /// <param name="drive">b = β γ η, shape (units, lanes).</param>
    /// <param name="noise">z, shape (units, lanes).</param>
    /// <param name="state">x at the start of the step, shape (units, lanes).</param>
    /// <param name="next">x at its end, shape (units, lanes); may be <paramref name="state"/>.</param>
    /// <param name="units">N.</param>
    /// <param name="constants">β, h and σ.</param>
    /// <param name="transfer">φ.</param>
    public static void Advance(
        double* recurrent, double* drive, double* noise, double* state, double* next, int units, StepConstants constants, TransferFunction transfer)
    {
        switch (transfer)
        {
            case TransferFunction.Tanh:
                Advance<Tanh>(recurrent, drive, noise, state, next, units, constants);
                break;
            case TransferFunction.Logistic:
                Advance<Logistic>(recurrent, drive, noise, state, next, units, constants);
                break;
            case TransferFunction.Relu:
                Advance<Relu>(recurrent, drive, noise, state, next, units, constants);
                break;
            default:
                Advance<Linear>(recurrent, drive, noise, state, next, units, constants);
                break;
        }
    }

    /// <summary>Whether a state is not finite or beyond the limit in any trial.</summary>
    public static bool AnyBeyond(double* state, int units, double limit)
    {
        V bound = TLane.Set(limit);
        for (int at = 0; at < units * ChunkLayout.Lanes; at += TLane.Width)
        {
            if (TLane.AnyBeyond(TLane.Load(state + at), bound))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Advance<TTransfer>(double* recurrent, double* drive, double* noise, double* state, double* next, int units, StepConstants constants)
        where TTransfer : struct, IUnit
    {
        V gain = TLane.Set(constants.Gain), step = TLane.Set(constants.Step), sigma = TLane.Set(constants.Sigma);
        for (int i = 0; i < units; i++)
        {
            for (int at = i * ChunkLayout.Lanes; at < (i + 1) * ChunkLayout.Lanes; at += TLane.Width)
            {
                V x = TLane.Load(state + at);
                V rate = TTransfer.Of(TLane.Fma(gain, TLane.Load(recurrent + at), TLane.Load(drive + at)));
                V moved = TLane.Fma(step, TLane.Subtract(rate, x), x);
                TLane.Store(next + at, TLane.Fma(sigma, TLane.Load(noise + at), moved));
            }
        }
    }

    private interface IUnit
    {
        static abstract V Of(V h);
    }

    private readonly struct Tanh : IUnit
    {
        public static V Of(V h) => Elementary<TLane, double, V>.Tanh(h);
    }

    private readonly struct Logistic : IUnit
    {
        public static V Of(V h) => Elementary<TLane, double, V>.Logistic(h);
    }

    private readonly struct Relu : IUnit
    {
        public static V Of(V h) => Elementary<TLane, double, V>.Relu(h);
    }

    private readonly struct Linear : IUnit
    {
        public static V Of(V h) => h;
    }
}
