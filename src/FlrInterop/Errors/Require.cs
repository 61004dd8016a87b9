using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace FlrInterop;

/// <summary>Checks at entry: each says what, got, expected and, where it helps, a hint.</summary>
internal static class Require
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string what = "")
        => double.IsFinite(value) ? value : throw Refused(what, value, "a finite number");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string what = "")
        => double.IsFinite(value) && value > 0 ? value : throw Refused(what, value, "a finite number above 0");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string what = "")
        => double.IsFinite(value) && value >= 0 ? value : throw Refused(what, value, "a finite number, 0 or more");

    public static double Within(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string what = "")
        => value >= low && value <= high
            ? value
            : throw Refused(what, value, string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}"));

    public static int AtLeast(int value, int least, [CallerArgumentExpression(nameof(value))] string what = "")
        => value >= least ? value : throw Refused(what, value, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more"));

    /// <summary>The shape is as expected; <paramref name="expected"/> names the axes, -1 stands for any length.</summary>
    public static void Shape(ReadOnlySpan<int> shape, string what, string axes, params ReadOnlySpan<int> expected)
    {
        bool same = shape.Length == expected.Length;
        for (int i = 0; same && i < shape.Length; i++)
            same = expected[i] < 0 || shape[i] == expected[i];
        if (!same)
            throw new ShapeException($"{what} has shape {NdShape.Text(shape)}, expected {axes} = {NdShape.Text(expected)}");
    }

    /// <summary>No NaN and no infinity; the message tells the first place.</summary>
    public static void AllFinite(ReadOnlySpan<double> values, string what)
    {
        if (values.IsEmpty || TensorPrimitives.IsFiniteAll(values))
            return;
        int at = 0;
        while (double.IsFinite(values[at]))
            at++;
        throw new ParameterException(string.Create(
            CultureInfo.InvariantCulture,
            $"{what} holds {values[at]} at flat index {at}, expected finite numbers only. Hint: remove or fill the missing values first"));
    }

    public static ParameterException Refused<T>(string what, T got, string expected, string? hint = null)
        => new(string.Create(CultureInfo.InvariantCulture, $"{what} is {got}, expected {expected}{(hint is null ? "" : ". Hint: " + hint)}"));
}
