using System.Numerics;
using Xunit;

namespace FlrInterop.Tests.Arrow;

public sealed class TaskFileTests : IDisposable
{
    private const double Rounding = 1e-9;
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.arrow");

    public void Dispose() => File.Delete(_path);

    public static TheoryData<PeriodicTask> InTime()
    {
        NdArray<double> series = NdArray<double>.Copy([.. Enumerable.Range(0, 2 * 9 * 4).Select(k => Math.Sin(k))], 2, 9, 4);
        return
        [
            CosineWave.Random(4, 2, 0.5, 1),
            CosineWave.Random(4, 2, 0.5, 1, InputPhases.Constant),
            CosineWave.Rhythm(4, 2, 0.5, 1),
            new LetterTrajectory("QX", 4, 0.7, 1),
            LetterTrajectory.FromPoints(NdArray<double>.Copy([0, 1, 3], 3, 1), 4, 0.7, 1),
            new TimeSeries(series, series, 0.5, 3),
        ];
    }

    [Theory]
    [MemberData(nameof(InTime))]
    public void ATaskInTimeComesBackWithItsHarmonics(PeriodicTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        PeriodicTask back = task switch
        {
            CosineWave wave => Again(wave),
            LetterTrajectory letters => Again(letters),
            TimeSeries series => Again(series),
            _ => throw new InvalidOperationException(task.Kind),
        };
        Assert.Equal((task.Units, task.Maps, task.Harmonics, task.ReadoutCount, task.Omega), (back.Units, back.Maps, back.Harmonics, back.ReadoutCount, back.Omega));
        for (int map = 0; map < task.Maps; map++)
        {
            for (int k = 0; k <= task.Harmonics; k++)
            {
                Assert.Equal(task.Input(map, k), back.Input(map, k));
                Assert.Equal(task.Target(map, k), back.Target(map, k));
                Assert.Equal(task.Curve(map, 0, k), back.Curve(map, 0, k));
            }

            Assert.Equal(task.Readout(map, 0), back.Readout(map, 0));
        }
    }

    [Fact]
    public void PatternsComeBackWithTheirCuesAndKey()
    {
        AutoAssociation memory = AutoAssociation.Random(20, 3, 0.2, ulong.MaxValue), back = Again(memory);
        Assert.Equal(memory.Cues.Span, back.Cues.Span);
        Assert.Equal(memory.Seed, back.Seed);
        Assert.Equal(0.2, back.Flipped, Rounding);
        var network = new Network(Couplings.Hopfield(memory.Patterns)) { Gain = 3 };
        Assert.Equal(memory.Basin(network, 0.1).Span, back.Basin(network, 0.1).Span);
        Assert.Equal(memory.Recall(network, memory.Flipped).Span, back.Recall(network, back.Cues).Span);
    }

    [Fact]
    public void ADecoderAndItsTaskComeBack()
    {
        CentreOutModel model = CentreOutModel.Make(units: 20, seed: 1);
        var decoder = new LatentDecoder(NdArray<double>.Copy([1, 0, 0, 1], 2, 2), NdArray<double>.Copy([.. Enumerable.Range(0, 40).Select(k => Math.Cos(k))], 2, 20));
        CentreOut task = new(model.Cues, model.Directions, decoder, 0.7), back = Again(task);
        Assert.Equal(task.Decoder.Weights.Span, back.Decoder.Weights.Span);
        Assert.Equal(task.Cues.Span, back.Cues.Span);
        Assert.Equal(0.7, back.WantedSpeed);
    }

    [Fact]
    public void PeriodicSpeedsComeBack()
    {
        var network = new Network(Couplings.Gaussian(6, 0.5, seed: 1)) { InputStrength = 0.3 };
        CosineWave wave = CosineWave.Rhythm(6, 2, 0.5, 1);
        PeriodicPrediction told = Flr.PredictSpeed(network, wave, LearningRules.Hebbian), back = Again(told);
        Assert.Equal(told.Velocity.Span, back.Velocity.Span);
        Assert.Equal(told.Activity.Components.Span, back.Activity.Components.Span);
        Assert.Equal(told.Outcome, back.Outcome);
        OnsetPrediction onset = Flr.PredictOnset(network, wave);
        Assert.Equal(onset.Time.Span, Again(onset).Time.Span);
        PeriodicMeasurement seen = Learner.MeasureSpeed(network, wave, LearningRules.Hebbian, new MeasureOptions { Trials = 1, Duration = 13 });
        Assert.Equal(seen.Evoked.Components.Span, Again(seen).Evoked.Components.Span);
    }

    [Theory]
    [InlineData("equal-time")]
    [InlineData("lagged")]
    [InlineData("one-lag")]
    [InlineData("linearised")]
    public void ASusceptibilityKeepsItsFrequencies(string estimator)
    {
        var network = new Network(Couplings.Gaussian(6, 0.5, seed: 1));
        Activity rest = Simulator.Run(network, new SimulationOptions { Trials = 8, Duration = 20, Lags = 5, Seed = 1 });
        Susceptibility found = estimator == "linearised" ? Response.Estimate(network, estimator) : Response.Estimate(rest, estimator), back = Again(found);
        foreach (double omega in new[] { 0, 0.5, -3 })
        {
            Complex[] first = found.At(omega).ToArray(), second = back.At(omega).ToArray();
            for (int k = 0; k < first.Length; k++)
                Assert.True((first[k] - second[k]).Magnitude < Rounding);
        }
    }

    private T Again<T>(T noun)
        where T : class
    {
        ArrowFile.Write(_path, noun);
        return ArrowFile.Read<T>(_path);
    }
}
