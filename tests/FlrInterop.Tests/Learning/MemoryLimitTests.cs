using FlrInterop.Tests.Dynamics;

namespace FlrInterop.Tests;

/// <summary>What would take more memory than it may is refused, with the bytes, before any is taken.</summary>
public sealed class MemoryLimitTests
{
    private const int Units = 20_000, Far = 1_000_000;

    [Fact]
    public void Measurements_say_what_their_matrices_take()
    {
        var network = new Network(Couplings.PreEmbedded(Units, 2, seed: 1));
        InputOutputMap task = InputOutputMap.Random(Units, 2, seed: 2);
        var options = new MeasureOptions { MemoryLimit = 1L << 30, Threads = 1 };

        // Eight matrices of trials, one that runs beside them, and J₀ as a matrix.
        ParameterException told = Refused(() => Learner.MeasureSpeed(network, task, LearningRules.Hebbian, options));
        Assert.Equal(
            "the memory to measure speeds by rule 'hebbian' is 32 GB: 10 matrices of 20000 × 20000 numbers, expected at most 1.1 GB. Hint: fewer threads, or a smaller network",
            told.Message);
        Assert.Contains("18 matrices", Refused(() => Learner.MeasureSpeed(network, task, LearningRules.Force, options)).Message, StringComparison.Ordinal);
        Assert.Contains("measure interference", Refused(() => Learner.MeasureInterference(network, task, LearningRules.Hebbian, options)).Message, StringComparison.Ordinal);
        CosineWave waves = CosineWave.Random(Units, 1, 0.8, seed: 3);
        Assert.Contains("in time", Refused(() => Learner.MeasureSpeed(network, waves, LearningRules.Hebbian, options)).Message, StringComparison.Ordinal);
        Assert.Throws<ParameterException>(() => new MeasureOptions { MemoryLimit = 0 });
    }

    [Fact]
    public void What_fits_is_measured()
    {
        var network = new Network(Couplings.Gaussian(20, 0.5, seed: 1));
        InputOutputMap task = InputOutputMap.Random(20, 2, seed: 2);
        var options = new MeasureOptions { Trials = 2, Threads = 1, Duration = 2, MemoryLimit = 9 * 8 * 20 * 20 };
        Assert.Equal(
            Learner.MeasureSpeed(network, task, LearningRules.Hebbian, options with { MemoryLimit = null }).Speed.Span,
            Learner.MeasureSpeed(network, task, LearningRules.Hebbian, options).Speed.Span);
        Refused(() => Learner.MeasureSpeed(network, task, LearningRules.Hebbian, options with { MemoryLimit = (9 * 8 * 20 * 20) - 1 }));
    }

    [Fact]
    public void A_matrix_that_no_machine_holds_is_refused()
    {
        SparseCoupling coupling = Couplings.Sparse(Far, 1, 0.1, 1);
        Assert.Contains("8 TB", Refused(() => coupling.Dense()).Message, StringComparison.Ordinal);
        var network = new Network(coupling);
        InputOutputMap task = InputOutputMap.Random(Far, 1, seed: 1);
        NdArray<double> silence = NdArray<double>.Copy(new double[Far], Far);
        Action[] all =
        [
            () => Stability.At(network, silence),
            () => Flr.PredictSpeed(network, task, LearningRules.Hebbian),
            () => Flr.PredictInterference(network, task, LearningRules.Hebbian),
            () => Flr.PredictLearningTime(network, task, LearningRules.Hebbian),
            () => Flr.Diagnose(network),
            () => Learner.Run(network, task, LearningRules.KurikawaKaneko, new LearnOptions { Rate = 1, Duration = 1, Together = true }),
        ];
        foreach (Action way in all)
            Assert.Contains("TB", Refused(way).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_numbers_than_an_array_holds_are_refused_in_words()
    {
        // 20 GB: refused for the memory where there is less, and else for the array.
        const int Many = 50_000;
        ParameterException told = Refused(() => Couplings.PreEmbedded(Many, 1, seed: 1).Dense());
        Assert.Contains("20 GB", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_counts()
    {
        var network = new Network(Samples.Dense(40, 0.5).Masked(MaskedCouplingTests.Mask(40, 7)));
        InputOutputMap task = InputOutputMap.Random(40, 1, seed: 2);
        var options = new LearnOptions { Rate = 0.1, Duration = 1, Threads = 1, MemoryLimit = (40 * 40 * 8 * 10) + (40 * 40) };
        Assert.Equal(RunStatus.ThresholdNotReached, Learner.Run(network, task, LearningRules.Hebbian, options).MapStatus[0]);
        Refused(() => Learner.Run(network, task, LearningRules.Hebbian, options with { MemoryLimit = options.MemoryLimit - 1 }));
    }

    private static ParameterException Refused(Action way) => Assert.Throws<ParameterException>(way);

    private static ParameterException Refused<T>(Func<T> way) => Assert.Throws<ParameterException>(() => { way(); });
}
