namespace FlrInterop.Tests;

public sealed class NetworkTests
{
    [Fact]
    public void Numbers_are_checked_at_entry()
    {
        Coupling coupling = Couplings.Gaussian(5, seed: 1);
        Assert.Throws<ParameterException>(() => new Network(coupling) { Noise = -1 });
        Assert.Throws<ParameterException>(() => new Network(coupling) { Gain = 0 });
        Assert.Throws<ParameterException>(() => new Network(coupling) { Gain = double.NaN });
        Assert.Throws<ParameterException>(() => new Network(coupling) { InputStrength = double.PositiveInfinity });
    }

    [Fact]
    public void A_weight_where_no_connection_exists_is_refused()
    {
        Coupling coupling = Couplings.FromArray(NdArray<double>.Copy([0, 1, 2, 0], 2, 2));
        Assert.NotNull(new Network(coupling) { Mask = NdArray<byte>.Copy([0, 1, 1, 0], 2, 2) }.Mask);
        Assert.Throws<ParameterException>(() => new Network(coupling) { Mask = NdArray<byte>.Copy([0, 1, 0, 0], 2, 2) });
        Assert.Throws<ShapeException>(() => new Network(coupling) { Mask = NdArray<byte>.Copy([0, 1], 1, 2) });
    }

    [Fact]
    public void A_weight_of_the_other_sign_is_refused()
    {
        Coupling coupling = Couplings.FromArray(NdArray<double>.Copy([0, -1, 2, 0], 2, 2));
        Assert.NotNull(new Network(coupling) { Dale = NdArray<double>.Copy([1, -1], 2) }.Dale);
        Assert.NotNull(new Network(coupling) { Dale = NdArray<double>.Copy([0, -1], 2) }.Dale);
        Assert.Throws<ParameterException>(() => new Network(coupling) { Dale = NdArray<double>.Copy([-1, -1], 2) });
        Assert.Throws<ParameterException>(() => new Network(coupling) { Dale = NdArray<double>.Copy([0.5, -1], 2) });
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("logistic")]
    public void Transfer_functions_have_consistent_slopes_and_inverses(string name)
    {
        const double step = 1e-6, tolerance = 1e-8;
        TransferFunction transfer = TransferFunctions.Parse(name);
        Assert.Equal(name, transfer.Name());
        foreach (double h in new[] { -1.3, -0.2, 0.4, 1.7 })
        {
            double difference = (transfer.Value(h + step) - transfer.Value(h - step)) / (2 * step);
            Assert.Equal(difference, transfer.Slope(h), tolerance);
            if (name != "relu" || h > 0)
                Assert.Equal(h, transfer.Inverse(transfer.Value(h)), tolerance);
        }
    }

    [Fact]
    public void An_unknown_name_tells_the_known_ones()
        => Assert.Contains("tanh, linear, relu, logistic", Assert.Throws<UnknownNameException>(() => TransferFunctions.Parse("step")).Message, StringComparison.Ordinal);
}
