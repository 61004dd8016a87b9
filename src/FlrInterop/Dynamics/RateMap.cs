using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>The noise-free velocity of a network under one input, F(x) = φ(β(J x + γ η)) − x, and its linear response.</summary>
internal sealed class RateMap(Network network, NdArray<double>? input)
{
    private readonly double[] _input = Drive(network, input);
    private readonly double[] _slopes = new double[network.Units];

    /// <summary>h = β(J x + γ η).</summary>
    public void TotalInput(ReadOnlySpan<double> state, Span<double> h)
    {
        network.Coupling.Multiply(state, h);
        TensorPrimitives.Multiply(h, network.Gain, h);
        TensorPrimitives.Add(h, _input, h);
    }

    /// <summary>F(x).</summary>
    public void Residual(ReadOnlySpan<double> state, Span<double> residual)
    {
        TotalInput(state, residual);
        for (int i = 0; i < residual.Length; i++)
            residual[i] = network.Transfer.Value(residual[i]) - state[i];
    }

    /// <summary>g_i = β φ'(h_i).</summary>
    public void Slopes(ReadOnlySpan<double> state, Span<double> slopes)
    {
        TotalInput(state, slopes);
        for (int i = 0; i < slopes.Length; i++)
            slopes[i] = network.Gain * network.Transfer.Slope(slopes[i]);
    }

    /// <summary>(1 − diag(g) J)⁻¹ at this state.</summary>
    public LinearResponse Response(ReadOnlySpan<double> state)
    {
        Slopes(state, _slopes);
        return LinearResponse.Of(network.Coupling, _slopes);
    }

    private static double[] Drive(Network network, NdArray<double>? input)
    {
        double[] drive = new double[network.Units];
        if (input is not null)
            TensorPrimitives.Multiply(input.Span, network.Gain * network.InputStrength, drive);
        return drive;
    }
}
