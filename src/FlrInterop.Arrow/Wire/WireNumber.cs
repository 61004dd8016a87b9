using System.Globalization;
using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Numbers that JSON has no words for cross as the texts "NaN", "Infinity" and "-Infinity".</summary>
internal static class WireNumber
{
    public static JsonValue Write(double value)
        => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    public static JsonValue? Write(double? value) => value is double number ? Write(number) : null;

    public static bool TryParse(string? text, out double value)
    {
        value = text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => 0,
        };
        return !double.IsFinite(value);
    }
}
