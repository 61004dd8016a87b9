using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>FORCE by readouts that are fed back.</summary>
public sealed class ForceFeedbackTests
{
    private const double StepForStep = 1e-9, SameRule = 1e-12, SameSpan = 1e-11;
    private const int Units = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void It_follows_readouts_that_are_trained_and_fed_back(int readouts)
    {
        (Network network, InputOutputMap task) = Make(1);
        Matrix<double> q = RuleCases.Feedback(Units, readouts).ToMatrix(), j = network.Coupling.Dense().ToMatrix();
        var rule = new ForceRule { Feedback = RuleCases.Feedback(Units, readouts), Regularisation = 2, Level = 0.7 };
        var options = new LearnOptions { Rate = 0.2, Duration = 6, Step = 0.1, Every = 1 };
        LearningRun run = Learner.Run(network, task, rule, options);

        Vector<double> eta = Row(task.Inputs), xi = Row(task.Targets), x = Vector<double>.Build.Dense(Units);
        Matrix<double> w = Matrix<double>.Build.Dense(readouts, Units), p = options.Rate / 2 * Matrix<double>.Build.DenseIdentity(Units);
        Matrix<double> reach = (q * q.Transpose()).Inverse() * q;
        for (int step = 0; step < options.Steps; step++)
        {
            Assert.Equal(xi.DotProduct(x) / Units, run.Overlap[0, step], StepForStep);
            Vector<double> z = w * x, own = j * x, u = own + (q.Transpose() * z);
            if (step % 2 == 0)
            {
                Vector<double> wanted = reach * (xi.Map(value => Math.Atanh(0.7 * value) / network.Gain) - (network.InputStrength * eta) - own), k = p * x;
                p -= k.OuterProduct(k) / (1 + x.DotProduct(k));
                w += (wanted - z).OuterProduct(p * x);
            }

            x += 0.1 * ((network.Gain * (u + (network.InputStrength * eta))).Map(Math.Tanh) - x);
        }

        Assert.True((run.Couplings.At(0).ToMatrix() - j - (q.Transpose() * w)).Enumerate().Max(Math.Abs) < StepForStep);
        Assert.True(w.Enumerate().Max(Math.Abs) > 1e-3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_readout_a_unit_is_recurrent_FORCE(bool together)
    {
        (Network network, InputOutputMap task) = Make(3);
        var options = new LearnOptions { Rate = 0.1, Duration = 6, Together = together };
        LearningRun recurrent = Learner.Run(network, task, LearningRules.Force, options);
        var own = new ForceRule { Feedback = Matrix<double>.Build.DenseIdentity(Units).ToNdArray() };
        Close(recurrent.Couplings, Learner.Run(network, task, own, options).Couplings, SameRule);
        Close(Flr.PredictSpeed(network, task, LearningRules.Force).Speed, Flr.PredictSpeed(network, task, own).Speed, SameRule);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_the_span_of_the_feedback_counts_and_the_change_lies_in_it(bool together)
    {
        (Network network, InputOutputMap task) = Make(3);
        var options = new LearnOptions { Rate = 0.1, Duration = 6, Together = together };
        NdArray<double> feedback = RuleCases.Feedback(Units, 2);
        Matrix<double> q = feedback.ToMatrix(), mixed = Matrix<double>.Build.DenseOfArray(new[,] { { 3e5, 1e5 }, { -2, 1 } }) * q;
        LearningRun run = Learner.Run(network, task, new ForceRule { Feedback = feedback }, options);
        Close(run.Couplings, Learner.Run(network, task, new ForceRule { Feedback = mixed.ToNdArray() }, options).Couplings, SameSpan);
        Matrix<double> change = (together ? run.Couplings : run.Couplings.At(0)).ToMatrix() - network.Coupling.Dense().ToMatrix();
        Matrix<double> beside = change - (q.Transpose() * (q * q.Transpose()).Solve(q * change));
        Assert.True(beside.L2Norm() < SameSpan * change.L2Norm());
        Assert.True(change.L2Norm() > 1e-3);
    }

    [Fact]
    public void It_tells_its_readouts()
    {
        Assert.Equal("force (level 0.7, feedback of 2 readouts)", new ForceRule { Level = 0.7, Feedback = RuleCases.Feedback(5, 2) }.Description);
        Assert.Equal("force (feedback of 1 readout)", new ForceRule { Feedback = RuleCases.Feedback(5, 1) }.Description);
        Assert.Equal("force", new ForceRule { Feedback = null }.Description);
    }

    [Fact]
    public void What_is_no_feedback_is_refused()
    {
        Assert.Contains("linearly independent", Refused([1, 2, 3, 2, 4, 6], 2, 3), StringComparison.Ordinal);
        Assert.Contains("vector 1 is 0", Refused([1, 2, 3, 0, 0, 0], 2, 3), StringComparison.Ordinal);
        Assert.Contains("finite", Refused([1, double.NaN, 3], 1, 3), StringComparison.Ordinal);
        Assert.Contains("is 3, expected from 1", Refused([1, 0, 0, 1, 1, 1], 3, 2), StringComparison.Ordinal);
        Assert.Contains("is 0, expected from 1", Refused([], 0, 3), StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new ForceRule { Feedback = NdArray<double>.Copy([1, 2], 2) });
        (Network network, InputOutputMap task) = Make(1);
        var other = new ForceRule { Feedback = RuleCases.Feedback(Units + 1, 2) };
        Assert.Throws<ShapeException>(() => Learner.Run(network, task, other, new LearnOptions { Rate = 1, Duration = 1 }));
        Assert.Throws<ShapeException>(() => Flr.PredictSpeed(network, task, other));
    }

    private static string Refused(double[] values, params int[] shape)
        => Assert.Throws<ParameterException>(() => new ForceRule { Feedback = NdArray<double>.Copy(values, shape) }).Message;

    private static void Close(NdArray<double> expected, NdArray<double> found, double within)
    {
        for (int at = 0; at < expected.Length; at++)
            Assert.Equal(expected.Span[at], found.Span[at], within);
    }

    private static Vector<double> Row(NdArray<double> array) => Vector<double>.Build.Dense(array.Row(0).ToArray());

    private static (Network Network, InputOutputMap Task) Make(int maps)
        => (new Network(Couplings.Gaussian(Units, 0.8, 0.2, seed: 1)) { Gain = 0.8, Noise = 0, InputStrength = 0.5 }, InputOutputMap.Random(Units, maps, seed: 2));
}
