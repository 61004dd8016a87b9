using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Speeds from activity before learning.</summary>
internal sealed class ActivityPrediction
{
    private readonly Activity _source;
    private readonly InputOutputMap _task;
    private readonly LearningRule _rule;
    private readonly PredictionOptions _options;
    private readonly NdArray<double> _covariance;
    private readonly ActivityResponse _response;
    private readonly EvokedMeans _evoked;

    public ActivityPrediction(Activity source, InputOutputMap task, LearningRule rule, PredictionOptions options)
    {
        _source = source;
        _task = task;
        _options = options;
        _covariance = ActivityMaps.RequireCovariance(source);
        Require.Shape([task.Units], "the task's units", "the activity's (units,)", source.Units);
        if (source.State == ActivityState.Evoked)
            Require.Shape([task.Maps], "the task's maps", "the evoked activity's (maps,)", _covariance.Shape[0]);
        _response = ActivityResponse.Of(source, options.Estimator ?? Estimators.EqualTime);
        _evoked = EvokedMeans.Of(source, task, options, _response);
        _rule = rule.For(_evoked.Means);
    }

    public SpeedPrediction Predict()
    {
        int units = _source.Units, maps = _task.Maps;
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps);
        NdArray<double> velocity = NdArray<double>.Create(out Span<double> velocities, maps, units);
        NdArray<double> alongTarget = NdArray<double>.Create(out Span<double> targetVariances, maps);
        NdArray<double> alongInput = NdArray<double>.Create(out Span<double> inputVariances, maps);
        NdArray<double> nullSpeed = NdArray<double>.Create(out Span<double> nullSpeeds, maps);
        double[] drive = new double[units];
        bool flr2 = _options.Relation == PredictionOptions.Flr2;
        for (int map = 0; map < maps; map++)
        {
            NdArray<double> covariance = Covariance(map);
            ReadOnlySpan<double> target = _task.Targets.Row(map);
            targetVariances[map] = QuadraticForm.Of(covariance, target) / units;
            inputVariances[map] = QuadraticForm.Of(covariance, _task.Inputs.Row(map)) / units;
            Span<double> v = velocities.Slice(map * units, units);
            if (flr2)
                Flr2Drive(map, drive);
            else
                Drive(map, map, drive);
            _response.Apply(map, drive, v);
            nullSpeeds[map] = TensorPrimitives.Dot(target, drive) / units;
            speeds[map] = TensorPrimitives.Dot(target, v) / units;
        }

        return new SpeedPrediction
        {
            Speed = speed,
            Velocity = velocity,
            NullSpeed = nullSpeed,
            VarianceAlongTarget = alongTarget,
            VarianceAlongInput = alongInput,
            Relation = _options.Relation,
            Estimator = _response.Estimator,
            Rule = _rule.Description,
            Assumptions = Assumptions(flr2),
            Status = _response.Status == RunStatus.Completed ? _source.Status : _response.Status,
        };
    }

    /// <summary>x̄ of a map.</summary>
    public ReadOnlySpan<double> Mean(int map) => _evoked.Means.Row(map);

    /// <summary>v = χ_b (g_b ∘ Ḡ_a x̄_b): how learning a map moves the units while a probe's input is on; the probe may be the map itself.</summary>
    public void Velocity(int map, int probe, Span<double> velocity)
    {
        double[] drive = new double[_source.Units];
        Drive(map, probe, drive);
        _response.Apply(probe, drive, velocity);
    }

    /// <summary>g_b ∘ Ḡ_a x̄_b.</summary>
    private void Drive(int map, int probe, double[] drive)
    {
        int units = _source.Units;
        double[] slopes = new double[units], recurrent = new double[units], probeRecurrent = new double[units];
        NdArray<double> covariance = Covariance(map);
        ReadOnlySpan<double> input = _task.Inputs.Row(map);
        bool other = probe != map, known = _evoked.RecurrentInput(map, input, recurrent);
        if (other && known)
            known = _evoked.RecurrentInput(probe, _task.Inputs.Row(probe), probeRecurrent);
        _evoked.Slopes(map, slopes);
        var state = new EvokedState
        {
            Mean = Mean(map),
            Target = _task.Targets.Row(map),
            Input = input,
            RecurrentInput = known ? recurrent : default,
            Probe = other ? Mean(probe) : default,
            ProbeRecurrentInput = other && known ? probeRecurrent : default,
            Covariance = covariance.Span,
            SpontaneousMean = _source.State == ActivityState.Spontaneous && _source.Mean is not null ? _source.Mean.Span : default,
            Slopes = slopes,
            Transposed = _response.Transposed(map, _rule.Name).Solve,
            Noise = _source.Noise is > 0 ? _source.Noise : null,
            Gain = _source.Gain,
            InputStrength = _source.InputStrength,
            Transfer = _source.Transfer,
        };
        _rule.MeanDrive(state, drive);
        if (other)
            _evoked.Slopes(probe, slopes);
        TensorPrimitives.Multiply(drive, slopes, drive);
    }

    /// <summary>The Hebbian drive with one slope for all units: what is left is a product of two variances.</summary>
    private void Flr2Drive(int map, double[] drive)
    {
        double[] slopes = new double[_source.Units];
        _evoked.Slopes(map, slopes);
        Array.Fill(slopes, TensorPrimitives.Average<double>(slopes));
        LearningRules.Hebbian.MeanDrive(new EvokedState { Mean = Mean(map), Target = _task.Targets.Row(map) }, drive);
        TensorPrimitives.Multiply(drive, slopes, drive);
    }

    private NdArray<double> Covariance(int map) => _source.State == ActivityState.Evoked ? _covariance.At(map) : _covariance;

    private List<Assumption> Assumptions(bool flr2)
    {
        List<Assumption> found = [.. _response.Assumptions];
        found.AddRange(_evoked.Assumptions);
        if (flr2)
        {
            bool hebbian = _rule.Properties.HasFlag(RuleProperties.Hebbian);
            found.Add(new Assumption("Hebbian rule (FLR2)", _rule.Name, hebbian));
        }

        if (_source.Count > 0)
        {
            found.Add(new Assumption(
                "more samples than units",
                FormattableString.Invariant($"{_source.Count} samples of {_source.Units} units"),
                _source.Count > _source.Units));
        }

        return found;
    }
}
