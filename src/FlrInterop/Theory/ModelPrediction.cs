using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Speeds from the model itself: v = (1 − diag(g) J)⁻¹ (g ∘ Ḡ x*).</summary>
internal static class ModelPrediction
{
    public static SpeedPrediction Predict(Network network, InputOutputMap task, LearningRule rule)
    {
        int units = network.Units, maps = task.Maps;
        Require.Shape([task.Units], "the task's units", "the network's (units,)", units);
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps);
        NdArray<double> velocity = NdArray<double>.Create(out Span<double> velocities, maps, units);
        double[] slopes = new double[units], recurrent = new double[units], drive = new double[units];
        var problems = new List<string>();
        Assumption stable = new("stable fixed point", "no map", true);
        for (int map = 0; map < maps; map++)
        {
            NdArray<double> input = task.Inputs.At(map);
            ReadOnlySpan<double> target = task.Targets.Row(map);
            Span<double> v = velocities.Slice(map * units, units);
            FixedPointResult evoked = FixedPoint.Find(network, input);
            Assumption here = ModelAssumptions.Stable(network, evoked, input);
            if (map == 0 || (stable.Holds != false && here.Holds == false))
                stable = here with { Value = FormattableString.Invariant($"map {map}: {here.Value}") };
            if (!evoked.Converged)
            {
                problems.Add(FormattableString.Invariant($"map {map}: {evoked.Status}"));
                v.Fill(double.NaN);
                speeds[map] = double.NaN;
                continue;
            }

            var rate = new RateMap(network, input);
            rate.Slopes(evoked.State.Span, slopes);
            network.Coupling.Multiply(evoked.State.Span, recurrent);
            rule.MeanDrive(new EvokedState { Mean = evoked.State.Span, Target = target, RecurrentInput = recurrent }, drive);
            TensorPrimitives.Multiply(drive, slopes, drive);
            LinearResponse.Of(network.Coupling, slopes).Solve(drive).CopyTo(v);
            speeds[map] = TensorPrimitives.Dot(target, v) / units;
        }

        return new SpeedPrediction
        {
            Speed = speed,
            Velocity = velocity,
            Relation = PredictionOptions.Flr1,
            Estimator = Estimators.Linearised,
            Rule = rule.Name,
            Assumptions = [new Assumption("weak noise", FormattableString.Invariant($"D = {network.Noise}"), null), stable],
            Status = problems.Count == 0 ? RunStatus.Completed : string.Join("; ", problems),
        };
    }
}
