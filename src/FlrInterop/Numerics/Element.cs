using System.Runtime.CompilerServices;

namespace FlrInterop.Numerics;

/// <summary>Single numbers of either precision.</summary>
internal static class Element
{
    public static T From<T>(double value)
        where T : unmanaged
        => typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(value) : Unsafe.BitCast<float, T>((float)value);

    public static double ToDouble<T>(T value)
        where T : unmanaged
        => typeof(T) == typeof(double) ? Unsafe.BitCast<T, double>(value) : Unsafe.BitCast<T, float>(value);
}
