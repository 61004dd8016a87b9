namespace FlrInterop.Tests;

/// <summary>Predicted against measured interference between maps, with noise.</summary>
[Trait("Category", "Verify")]
public sealed class InterferenceTable(ITestOutputHelper output)
{
    private const int Networks = 12, Maps = 4;
    private const double LeastR2 = 0.99, PerturbationR2 = 0.9, SlopeWithin = 0.05, PerturbationSlopeWithin = 0.1;

    [Theory]
    [InlineData("hebbian", 8)]
    [InlineData("error-driven", 8)]
    [InlineData("kurikawa-kaneko", 8)]
    [InlineData("oja", 8)]
    [InlineData("covariance about a mean", 8)]
    [InlineData("gradient", 8)]
    [InlineData("force", 8)]
    [InlineData("node-perturbation", 64)]
    public void Predicted_entries_off_the_diagonal_are_measured_ones(string name, int trials)
    {
        int count = Networks * Maps * (Maps - 1), at = 0;
        double[] measured = new double[count], linearised = new double[count], equalTime = new double[count], none = new double[count];
        double diagonal = 0;
        for (int draw = 0; draw < Networks; draw++)
        {
            (Network network, InputOutputMap task) = Draws.Make(draw + Networks, Networks * 2, Maps);
            LearningRule rule = RuleCases.Make(name, network, task);
            double[] seen = Learner.MeasureInterference(network, task, rule, new MeasureOptions { Trials = trials, Step = 0.05, Seed = draw }).Matrix.ToArray();
            double[] told = Flr.PredictInterference(network, task, rule).Matrix.ToArray();
            Activity evoked = Draws.Evoked(network, task);
            double[] recorded = Flr.PredictInterference(evoked, task, rule).Matrix.ToArray();
            for (int a = 0; a < Maps; a++)
            {
                for (int b = 0; b < Maps; b++)
                {
                    if (a == b)
                    {
                        diagonal += Math.Abs(seen[(a * Maps) + b]) / Networks / Maps;
                        continue;
                    }

                    measured[at] = seen[(a * Maps) + b];
                    linearised[at] = told[(a * Maps) + b];
                    equalTime[at] = recorded[(a * Maps) + b];
                    none[at++] = Dot(task.Targets.Row(a), task.Targets.Row(b)) * Dot(evoked.Mean!.Row(a), evoked.Mean.Row(b)) / Draws.Units / Draws.Units;
                }
            }
        }

        output.WriteLine(FormattableString.Invariant(
            $"{name}: {count} entries, off-diagonal {measured.Average(Math.Abs) / diagonal:f2} of the diagonal, {measured.Count(m => m < 0)} negative, signs right {measured.Zip(linearised, (m, p) => m * p > 0).Count(right => right) / (double)count:p1}"));
        output.WriteLine(Draws.Text("linearised", linearised, measured));
        output.WriteLine(Draws.Text("evoked C/D", equalTime, measured));
        output.WriteLine(Draws.Text("null", none, measured));
        (double r2, double slope, _) = Draws.Agreement(linearised, measured);
        bool noisy = name == "node-perturbation";
        Assert.True(r2 >= (noisy ? PerturbationR2 : LeastR2), FormattableString.Invariant($"R² is {r2}"));
        Assert.Equal(1, slope, noisy ? PerturbationSlopeWithin : SlopeWithin);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => System.Numerics.Tensors.TensorPrimitives.Dot(a, b);
}
