using FlrInterop.Wire;
using Xunit;

namespace FlrInterop.Tests.Arrow;

public sealed class ArrowFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.arrow");

    public void Dispose() => File.Delete(_path);

    public static TheoryData<Coupling> AllCouplings() =>
    [
        Couplings.Gaussian(6, seed: 1),
        Couplings.PreEmbedded(6, 2, 1),
        Couplings.Sparse(6, 2, seed: 1),
        Couplings.Hopfield(NdArray<double>.Copy([1, -1, 1, -1], 2, 2)),
        Couplings.Gaussian(6, seed: 1) + Couplings.PreEmbedded(6, 2, 1),
        Couplings.Gaussian(6, seed: 1).Masked(MaskedCouplingTests.Mask(6, 2)),
        Couplings.PreEmbedded(6, 2, 1).Masked(MaskedCouplingTests.Mask(6, 7)) + Couplings.Gaussian(6, seed: 1),
    ];

    [Theory]
    [MemberData(nameof(AllCouplings))]
    public void ACouplingComesBackInItsStructure(Coupling coupling)
    {
        Coupling back = Again(coupling);
        Assert.Equal(coupling.Kind, back.Kind);
        Assert.Equal(coupling.Bytes, back.Bytes);
        Assert.Equal(coupling.Dense().Span, back.Dense().Span);
    }

    [Fact]
    public void ANetworkComesBack()
    {
        var network = new Network(new DenseCoupling(NdArray<double>.Copy([0, 1, 0, 0], 2, 2)))
        {
            Gain = 0.8,
            Noise = 1e-4,
            InputStrength = 2,
            Transfer = TransferFunction.Relu,
            Mask = NdArray<byte>.Copy([0, 1, 1, 0], 2, 2),
            Dale = NdArray<double>.Copy([0, 1], 2),
        };
        Network back = Again(network);
        Assert.Equal(
            (network.Gain, network.Noise, network.InputStrength, network.Transfer),
            (back.Gain, back.Noise, back.InputStrength, back.Transfer));
        Assert.Equal(network.Mask.Span, back.Mask!.Span);
        Assert.Equal(network.Dale.Span, back.Dale!.Span);
    }

    [Fact]
    public void ActivityAndNotKnownNumbersComeBack()
    {
        Activity activity = Activity.FromMoments(NdArray<double>.Copy([1, 2], 2), NdArray<double>.Copy([1, 0, 0, 1], 2, 2), ActivityState.Spontaneous, null);
        Activity back = Again(activity);
        Assert.Null(back.Noise);
        Assert.Null(back.Samples);
        Assert.Equal(activity.Covariance!.Span, back.Covariance!.Span);

        InputOutputMap task = InputOutputMap.Random(4, 3, 1);
        Assert.Equal(task.Targets.Span, Again(task).Targets.Span);

        NdArray<double> negative = NdArray<double>.Copy([-1, -2, -3], 3);
        Comparison comparison = Comparison.Between(negative, negative, resamples: 10);
        Assert.True(double.IsNaN(comparison.R2Log));
        Comparison again = Again(comparison);
        Assert.True(double.IsNaN(again.R2Log));
        Assert.Equal(comparison.SlopeInterval, again.SlopeInterval);
    }

    [Fact]
    public void APredictionComesBackWithWhatItAssumed()
    {
        var network = new Network(Couplings.Gaussian(10, 0.5, seed: 1));
        SpeedPrediction told = Flr.PredictSpeed(network, InputOutputMap.Random(10, 3, 2), LearningRules.Hebbian);
        SpeedPrediction back = Again(told);
        Assert.Equal(told.Speed.Span, back.Speed.Span);
        Assert.Equal(told.Assumptions, back.Assumptions);
        Assert.Null(back.VarianceAlongTarget);
    }

    [Fact]
    public void AnotherKindOrAnotherFileIsRefused()
    {
        ArrowFile.Write(_path, InputOutputMap.Random(4, 3, 1));
        Assert.Contains("'input-output-map'", Assert.Throws<DataFormatException>(() => ArrowFile.Read<Network>(_path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, "no Arrow file at all, and long enough to be looked at");
        Assert.Throws<DataFormatException>(() => ArrowFile.Read<Network>(_path));
        Assert.Throws<UnknownNameException>(() => ArrowFile.Write(_path, "text"));
    }

    [Fact]
    public void EveryKindHasItsOwnName()
        => Assert.Equal(NounCodecs.All.Count, NounCodecs.All.Select(codec => codec.Kind).Distinct().Count());

    private T Again<T>(T noun)
        where T : class
    {
        ArrowFile.Write(_path, noun);
        return ArrowFile.Read<T>(_path);
    }
}
