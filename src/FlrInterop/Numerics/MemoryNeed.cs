using System.Globalization;

namespace FlrInterop.Numerics;

/// <summary>The one place that says what memory something takes, and refuses it before it is taken.</summary>
internal static class MemoryNeed
{
    /// <summary>The units of which one array still holds a matrix: N² is below 2³¹.</summary>
    public const int MostUnitsOfOneMatrix = 46_340;

    /// <summary>What there is: the memory of the machine, or of the container where that is less.</summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The bytes of some matrices of N² float64 numbers.</summary>
    public static decimal Matrices(int units, decimal count) => sizeof(double) * count * units * units;

    /// <summary>Refuses what would not fit.</summary>
    /// <param name="what">What is to be done.</param>
    /// <param name="got">In words, what it takes.</param>
    /// <param name="bytes">The bytes of it.</param>
    /// <param name="limit">The bytes that it may take; null for what there is.</param>
    /// <param name="hint">What would take less.</param>
    /// <exception cref="ParameterException">It takes more than it may.</exception>
    public static void Require(string what, string got, decimal bytes, long? limit, string hint)
    {
        long most = limit ?? Available;
        if (bytes > most)
            throw FlrInterop.Require.Refused("the memory to " + what, got, $"at most {Size(most)}", hint);
    }

    /// <summary>Refuses matrices of a network that would not fit.</summary>
    /// <param name="what">What is to be done.</param>
    /// <param name="units">N.</param>
    /// <param name="count">How many matrices that takes at a time.</param>
    /// <param name="limit">The bytes that it may take; null for what there is.</param>
    /// <param name="hint">What would take less.</param>
    /// <exception cref="ParameterException">They take more than they may.</exception>
    public static void RequireMatrices(string what, int units, decimal count, long? limit = null, string hint = "fewer units, or a low-rank coupling, of which no matrix is made where a formula allows it")
    {
        decimal bytes = Matrices(units, count);
        Require(what, $"{Size(bytes)}: {count:0.#} matrices of {units} × {units} numbers", bytes, limit, hint);
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Size(decimal bytes)
    {
        string[] names = ["bytes", "kB", "MB", "GB", "TB"];
        int name = 0;
        for (; bytes >= 1000 && name < names.Length - 1; name++)
            bytes /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0.#} {names[name]}");
    }
}
