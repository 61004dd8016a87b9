namespace FlrInterop;

/// <summary>Speeds from the model itself: v = (1 − diag(g) J)⁻¹ (g ∘ Ḡ x*).</summary>
internal static class ModelPrediction
{
    public static SpeedPrediction Predict(Network network, InputOutputMap task, LearningRule rule)
    {
        int units = network.Units, maps = task.Maps;
        Require.Shape([task.Units], "the task's units", "the network's (units,)", units);
        rule = rule.For(network, task);
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps);
        NdArray<double> velocity = NdArray<double>.Create(out Span<double> velocities, maps, units);
        NdArray<double> nullSpeed = NdArray<double>.Create(out Span<double> nullSpeeds, maps);
        var problems = new List<string>();
        Assumption stable = new("stable fixed point", "no map", true);
        for (int map = 0; map < maps; map++)
        {
            LinearisedMap here = LinearisedMap.At(network, task, map, rule);
            here.Velocity.CopyTo(velocities.Slice(map * units, units));
            speeds[map] = here.Speed;
            nullSpeeds[map] = here.NullSpeed;
            if (!here.Evoked.Converged)
                problems.Add(FormattableString.Invariant($"map {map}: {here.Evoked.Status}"));
            Assumption found = ModelAssumptions.Stable(network, here.Evoked, task.Inputs.At(map));
            if (map == 0 || (stable.Holds != false && found.Holds == false))
                stable = found with { Value = FormattableString.Invariant($"map {map}: {found.Value}") };
        }

        return new SpeedPrediction
        {
            Speed = speed,
            Velocity = velocity,
            NullSpeed = nullSpeed,
            Relation = PredictionOptions.Flr1,
            Estimator = Estimators.Linearised,
            Rule = rule.Description,
            Assumptions = [new Assumption("weak noise", FormattableString.Invariant($"D = {network.Noise}"), null), stable],
            Status = problems.Count == 0 ? RunStatus.Completed : string.Join("; ", problems),
        };
    }
}
