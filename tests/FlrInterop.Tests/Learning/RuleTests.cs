using CsCheck;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Every rule does what it declares of itself.</summary>
public sealed class RuleTests
{
    private const double Exact = 1e-12;

    public static TheoryData<string> Every => RuleCases.Data(RuleCases.Every);

    public static TheoryData<string> Deterministic => RuleCases.Data(RuleCases.Deterministic);

    [Theory]
    [MemberData(nameof(Every))]
    public void Rank_and_Hebbian_form_are_as_declared(string name)
    {
        (Network network, InputOutputMap task) = Make(8, 1e-2);
        LearningRule rule = RuleCases.Make(name, network, task);
        Matrix<double> change = Change(network, task, rule, network.Coupling.Dense().ToMatrix(), Somewhere(8, 1));
        Vector<double> singular = change.Svd().S;
        Assert.True(singular[0] > Exact);
        Assert.Equal(rule.Properties.HasFlag(RuleProperties.RankOne), singular[1] < Exact * singular[0]);
        Matrix<double> hebbian = Vector<double>.Build.Dense(task.Targets.Row(0).ToArray()).OuterProduct(Somewhere(8, 1));
        bool same = (change - (hebbian * (change[0, 0] / hebbian[0, 0]))).L2Norm() < Exact * change.L2Norm();
        if (rule.Properties.HasFlag(RuleProperties.Hebbian))
            Assert.True(same);
        Assert.Equal(name == "force by readouts", rule.Properties.HasFlag(RuleProperties.NeedsReadout));
    }

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void A_local_rule_does_not_see_a_third_unit(string name)
    {
        (Network network, InputOutputMap task) = Make(8, 0);
        LearningRule rule = RuleCases.Make(name, network, task);
        Matrix<double> weights = network.Coupling.Dense().ToMatrix();
        weights.SetColumn(7, new double[8]);
        Vector<double> state = Somewhere(8, 1), other = state.Clone();
        other[7] = -0.3;

        // With no weight from unit 7 the others' inputs do not change with it.
        Matrix<double> difference = Change(network, task, rule, weights, state) - Change(network, task, rule, weights, other);
        weights[7, 2] += 0.4;
        Matrix<double> second = Change(network, task, rule, weights, state) - Change(network, task, rule, weights, other);
        double seen = Math.Max(difference.SubMatrix(0, 7, 0, 7).L2Norm(), second.SubMatrix(0, 7, 0, 7).L2Norm());
        if (rule.Properties.HasFlag(RuleProperties.Local))
            Assert.Equal(0, seen);
        else if (name == "force")
            Assert.True(seen > Exact);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Bounded_rules_stay_bounded(string name)
    {
        (Network network, InputOutputMap task) = Make(8, 1e-3);
        LearningRule rule = RuleCases.Make(name, network, task);
        var options = new LearnOptions { Rate = name == "oja full decay" ? 0.1 : 1, Duration = 3000, Seed = 3 };
        double[] half = Learner.Run(network, task, rule, options).Couplings.ToArray(), whole = Learner.Run(network, task, rule, options with { Duration = 6000 }).Couplings.ToArray();
        bool grows = whole.Max(Math.Abs) > half.Max(Math.Abs) * 1.2;
        if (rule.Properties.HasFlag(RuleProperties.Bounded))
            Assert.False(grows);
        if (name == "hebbian")
            Assert.True(grows);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void Without_noise_only_stochastic_rules_learn_nothing_at_the_fixed_point(string name)
    {
        (Network network, InputOutputMap task) = Make(8, 0);
        LearningRule rule = RuleCases.Make(name, network, task);
        NdArray<double> start = FixedPoint.Find(network, task.Inputs.At(0)).State;
        var options = new LearnOptions { Rate = 0.1, Duration = 20, Initial = start };
        double moved = (Learner.Run(network, task, rule, options).Couplings.At(0).ToMatrix() - network.Coupling.Dense().ToMatrix()).L2Norm();
        Assert.Equal(rule.Properties.HasFlag(RuleProperties.Stochastic), moved < Exact);
    }

    [Theory]
    [MemberData(nameof(Deterministic))]
    public void The_mean_drive_is_the_update_times_the_evoked_state(string name)
    {
        Gen.Select(Gen.Int[2, 40], Gen.Int[0, 100_000]).Sample(
            (units, seed) =>
            {
                (Network network, InputOutputMap task) = Make(units, 0, seed);
                LearningRule rule = RuleCases.Make(name, network, task);
                EvokedModel first = EvokedModel.At(network, task, 0, []), second = EvokedModel.At(network, task, 1, []);
                Vector<double> x = Vector<double>.Build.Dense(first.Evoked.State.ToArray()), y = Vector<double>.Build.Dense(second.Evoked.State.ToArray());
                const double small = 1e-9;
                double step = rule is ForceRule force ? force.Interval : 0.1;
                Matrix<double> growth = new PlainRule(rule, network, task, 0, small, step).Change(network.Coupling.Dense().ToMatrix(), x, x * 0) / (small * step);
                Close(first.Velocity(rule, first), Velocity(first, growth * x));
                Close(first.Velocity(rule, second), Velocity(second, growth * y));
            },
            iter: 10);

        static double[] Velocity(EvokedModel at, Vector<double> drive)
            => at.Response!.Solve(drive.PointwiseMultiply(Vector<double>.Build.Dense(at.Slopes)).ToArray());

        static void Close(double[] told, double[] expected)
        {
            const double relative = 1e-6;
            double scale = expected.Max(Math.Abs);
            for (int i = 0; i < told.Length; i++)
                Assert.Equal(expected[i], told[i], relative * scale);
        }
    }

    [Fact]
    public void Masks_and_signs_hold_for_every_rule()
    {
        Gen.Select(Gen.Int[2, 20], Gen.Int[0, 100_000], Gen.Int[0, 4], Gen.Bool).Sample(
            (units, seed, masked, together) =>
            {
                Network network = Limited(units, seed, masked);
                InputOutputMap task = InputOutputMap.Random(units, 3, seed: seed + 1);
                foreach (string name in RuleCases.Every)
                {
                    LearningRule rule = RuleCases.Make(name, network, task);
                    Hold(network, Learner.Run(network, task, rule, new LearnOptions { Rate = 3, Duration = 5, Seed = seed, Together = together }).Couplings.Span);
                }

                Hold(network, Learner.Run(network, task, new Anything(), new LearnOptions { Rate = 3, Duration = 5, Together = together }).Couplings.Span);
            },
            iter: 20);
    }

    [Fact]
    public void A_custom_rule_learns_like_the_shipped_one_that_it_repeats()
    {
        (Network network, InputOutputMap task) = Make(10, 1e-3);
        foreach (bool together in new[] { false, true })
        {
            var options = new LearnOptions { Rate = 0.3, Duration = 10, Every = 1, Seed = 3, Together = together };
            double[] shipped = Learner.Run(network, task, LearningRules.ErrorDriven, options).Overlap.ToArray();
            double[] custom = Learner.Run(network, task, new OwnErrorDriven(), options).Overlap.ToArray();
            for (int at = 0; at < shipped.Length; at++)
                Assert.Equal(shipped[at], custom[at], Exact * 100);
        }

        Assert.Throws<ParameterException>(() => Flr.PredictSpeed(network, task, new OwnErrorDriven()));
        Assert.Throws<ParameterException>(() => Learner.MeasureSpeed(network, task, new OwnErrorDriven()));
        var measure = new MeasureOptions { Rate = 1e-3, Duration = 10, Trials = 4 };
        Assert.Equal(
            Learner.MeasureSpeed(network, task, LearningRules.ErrorDriven, measure).Speed[0],
            Learner.MeasureSpeed(network, task, new OwnErrorDriven(), measure).Speed[0],
            1e-9);
    }

    [Fact]
    public void What_a_rule_needs_and_activity_lacks_is_said()
    {
        NdArray<double> covariance = Matrix<double>.Build.DenseIdentity(8).ToNdArray();
        Activity activity = Activity.FromMoments(NdArray<double>.Copy(new double[8], 8), covariance);
        InputOutputMap task = InputOutputMap.Random(8, 1, seed: 1);
        foreach (string name in new[] { "oja", "force", "node-perturbation", "kurikawa-kaneko" })
            Assert.Contains($"the rule '{name}' needs", Assert.Throws<ParameterException>(() => Flr.PredictSpeed(activity, task, LearningRules.Parse(name))).Message, StringComparison.Ordinal);
        Assert.Throws<ParameterException>(() => new ForceRule { Interval = 0 });
        Assert.Throws<ParameterException>(() => new NodePerturbationRule { TraceTime = double.NaN });
        Assert.Throws<ShapeException>(() => Flr.PredictSpeed(activity, task, new CovarianceRule { Threshold = NdArray<double>.Copy([1], 1) }));
    }

    private static Matrix<double> Change(Network network, InputOutputMap task, LearningRule rule, Matrix<double> weights, Vector<double> state)
    {
        var before = new Network(Couplings.FromArray(weights.ToNdArray())) { Gain = network.Gain, InputStrength = network.InputStrength, Noise = network.Noise };
        double step = 0.1, duration = HasPast(rule) ? 0.4 : 0.1;
        var options = new LearnOptions { Rate = 0.01, Duration = duration, Step = step, Initial = NdArray<double>.Copy(state.ToArray(), state.Count), Seed = 1 };
        Matrix<double> after = Learner.Run(before, task, rule, options).Couplings.At(0).ToMatrix();
        if (!HasPast(rule))
            return after - weights;

        // Traces, baseline and window are empty in the first step, and the baseline equals the reward until the state has moved.
        return after - Learner.Run(before, task, rule, options with { Duration = duration - step }).Couplings.At(0).ToMatrix();
    }

    private static bool HasPast(LearningRule rule) => rule is NodePerturbationRule or GradientRule { Window: not null };

    private static void Hold(Network network, ReadOnlySpan<double> couplings)
    {
        int units = network.Units;
        for (int at = 0; at < couplings.Length; at++)
        {
            int entry = at % (units * units);
            Assert.True(double.IsFinite(couplings[at]));
            Assert.True(network.Connections is null || network.Connections.Span[entry] != 0 || couplings[at] == 0);
            Assert.True(couplings[at] * network.Dale![entry % units] >= 0);
        }
    }

    /// <summary>A network with signs, and without a mask (0), with its own (1), with a masked coupling of many (2) or few (3) connections, or both (4).</summary>
    private static Network Limited(int units, int seed, int masked)
    {
        NdArray<double> weights = NdArray<double>.Create(out Span<double> values, units, units);
        NdArray<byte> mask = NdArray<byte>.Create(out Span<byte> exists, units, units);
        NdArray<double> dale = NdArray<double>.Create(out Span<double> signs, units);
        NdArray<double> random = Couplings.Gaussian(units, 0.5, seed: seed).Weights;
        for (int i = 0; i < units; i++)
        {
            signs[i] = ((i + seed) % 3) - 1;
            for (int j = 0; j < units; j++)
            {
                int at = (i * units) + j, sign = ((j + seed) % 3) - 1;
                exists[at] = (byte)(masked != 0 && (i + (2 * j) + seed) % 3 == 0 ? 0 : 1);
                values[at] = exists[at] * (sign == 0 ? random[i, j] : sign * Math.Abs(random[i, j]));
            }
        }

        Coupling coupling = Couplings.FromArray(weights);
        if (masked is 3 or 4)
            coupling = coupling.Masked(MaskedCouplingTests.Mask(units, 5));
        if (masked is 2)
            coupling = coupling.Masked(mask);
        return new Network(coupling) { Mask = masked is 1 or 4 ? mask : null, Dale = dale, Noise = 1e-3, InputStrength = 0.5, Gain = 0.8 };
    }

    private static Vector<double> Somewhere(int units, int seed)
        => Vector<double>.Build.Dense(Couplings.Gaussian(units, 1.5, seed: seed).Weights.ToMatrix().Column(0).ToArray()) + 0.1;

    private static (Network Network, InputOutputMap Task) Make(int units, double noise, int seed = 4)
        => (new Network(Couplings.Gaussian(units, 0.5, 0.2, seed: seed)) { Gain = 0.7, Noise = noise, InputStrength = 0.5 }, InputOutputMap.Random(units, 2, seed: seed + 1));

    private sealed class Anything : CustomRule
    {
        public override void MatrixUpdate(in PlasticStep step, Span<double> change)
        {
            for (int at = 0; at < change.Length; at++)
                change[at] = step.Rate * Math.Cos(at);
        }
    }

    private sealed class OwnErrorDriven : CustomRule
    {
        public override void MatrixUpdate(in PlasticStep step, Span<double> change)
        {
            int n = step.Units, trials = step.Trials;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    for (int t = 0; t < trials; t++)
                        change[(((i * n) + j) * trials) + t] = step.Rate / n * (step.Target[(i * trials) + t] - step.State[(i * trials) + t]) * step.State[(j * trials) + t];
                }
            }
        }
    }
}
