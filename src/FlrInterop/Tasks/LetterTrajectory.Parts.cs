using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <content>The arrays that a drawing consists of, and a drawing made of them again.</content>
public sealed partial class LetterTrajectory
{
    private LetterTrajectory(string letters, NdArray<Complex> curves, NdArray<double> readouts, NdArray<Complex> inputs, double omega)
        : base(readouts.Shape[1], curves.Shape[0], omega, curves.Shape[2] - 1, curves.Shape[1])
    {
        Letters = letters;
        _readouts = [.. Enumerable.Range(0, ReadoutCount).Select(r => readouts.Row(r).ToArray())];
        _curves = new Complex[Maps][,];
        _inputs = new Complex[Maps][][];
        for (int map = 0; map < Maps; map++)
        {
            _curves[map] = new Complex[ReadoutCount, Harmonics + 1];
            for (int r = 0; r < ReadoutCount; r++)
            {
                for (int k = 0; k <= Harmonics; k++)
                    _curves[map][r, k] = curves.At(map)[r, k];
            }

            _inputs[map] = [.. Enumerable.Range(0, Harmonics + 1).Select(k => inputs.At(map).Row(k).ToArray())];
        }
    }

    /// <summary>f_rk, shape (maps, readouts, harmonics + 1), complex128.</summary>
    internal NdArray<Complex> CurveComponents()
    {
        NdArray<Complex> made = NdArray<Complex>.Create(out Span<Complex> values, Maps, ReadoutCount, Harmonics + 1);
        for (int at = 0; at < values.Length; at++)
            values[at] = _curves[at / ((Harmonics + 1) * ReadoutCount)][at / (Harmonics + 1) % ReadoutCount, at % (Harmonics + 1)];
        return made;
    }

    /// <summary>η_k, shape (maps, harmonics + 1, units), complex128.</summary>
    internal NdArray<Complex> InputComponents()
        => NdArray<Complex>.Copy([.. _inputs.SelectMany(map => map.SelectMany(own => own))], Maps, Harmonics + 1, Units);

    /// <summary>w_r, shape (readouts, units), float64.</summary>
    internal NdArray<double> ReadoutWeights() => NdArray<double>.Copy([.. _readouts.SelectMany(own => own)], ReadoutCount, Units);

    /// <summary>The task that has these parts.</summary>
    internal static LetterTrajectory FromParts(string letters, NdArray<Complex> curves, NdArray<double> readouts, NdArray<Complex> inputs, double omega)
    {
        Require.Shape(readouts.Shape, nameof(readouts), "(readouts, units)", -1, -1);
        Require.Shape(curves.Shape, nameof(curves), "(maps, readouts, harmonics + 1)", -1, readouts.Shape[0], -1);
        Require.AtLeast(curves.Shape[2], 2, "harmonics + 1");
        Require.Shape(inputs.Shape, nameof(inputs), "(maps, harmonics + 1, units)", curves.Shape[0], curves.Shape[2], readouts.Shape[1]);
        Require.AllFinite(readouts.Span, nameof(readouts));
        if (!letters.All(char.IsAsciiLetterUpper) || (letters.Length > 0 && letters.Length != curves.Shape[0]))
            throw Require.Refused(nameof(letters), $"'{letters}'", "one capital a map, or none");
        return new LetterTrajectory(letters, curves, readouts, inputs, omega);
    }
}
