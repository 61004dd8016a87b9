namespace FlrInterop;

/// <summary>Checks that a coupling has no weight where its network allows none, nor of a sign that its network does not allow.</summary>
internal static class Connectivity
{
    public static NdArray<byte> CheckedMask(Coupling coupling, NdArray<byte> mask)
    {
        int units = coupling.Units;
        Require.Shape(mask.Shape, "mask", "(units, units)", units, units);
        ReadOnlySpan<double> weights = coupling.Dense().Span;
        ReadOnlySpan<byte> exists = mask.Span;
        for (int at = 0; at < weights.Length; at++)
        {
            if (exists[at] == 0 && weights[at] != 0)
            {
                throw Require.Refused(
                    $"coupling[{at / units}, {at % units}]", weights[at], "0 where the mask is 0", "multiply the coupling with the mask first");
            }
        }

        return mask;
    }

    public static NdArray<double> CheckedDale(Coupling coupling, NdArray<double> dale)
    {
        int units = coupling.Units;
        Require.Shape(dale.Shape, "dale", "(units,)", units);
        ReadOnlySpan<double> weights = coupling.Dense().Span, signs = dale.Span;
        for (int j = 0; j < units; j++)
        {
            if (signs[j] is not (1 or -1 or 0))
                throw Require.Refused($"dale[{j}]", signs[j], "1, −1 or 0");
        }

        for (int at = 0; at < weights.Length; at++)
        {
            if (weights[at] * signs[at % units] < 0)
            {
                throw Require.Refused(
                    $"coupling[{at / units}, {at % units}]", weights[at], $"the sign of dale[{at % units}] = {signs[at % units]}", "weights are [post, pre]");
            }
        }

        return dale;
    }
}
