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
        _rule = rule;
        _options = options;
        _covariance = ActivityMaps.RequireCovariance(source);
        Require.Shape([task.Units], "the task's units", "the activity's (units,)", source.Units);
        if (source.State == ActivityState.Evoked)
            Require.Shape([task.Maps], "the task's maps", "the evoked activity's (maps,)", _covariance.Shape[0]);
        _response = ActivityResponse.Of(source, options.Estimator ?? Estimators.EqualTime);
        _evoked = EvokedMeans.Of(source, task, options, _response);
    }

    public SpeedPrediction Predict()
    {
        int units = _source.Units, maps = _task.Maps;
        NdArray<double> speed = NdArray<double>.Create(out Span<double> speeds, maps);
        NdArray<double> velocity = NdArray<double>.Create(out Span<double> velocities, maps, units);
        NdArray<double> alongTarget = NdArray<double>.Create(out Span<double> targetVariances, maps);
        NdArray<double> alongInput = NdArray<double>.Create(out Span<double> inputVariances, maps);
        double[] slopes = new double[units], recurrent = new double[units], drive = new double[units];
        bool flr2 = _options.Relation == PredictionOptions.Flr2;
        for (int map = 0; map < maps; map++)
        {
            NdArray<double> covariance = _source.State == ActivityState.Evoked ? _covariance.At(map) : _covariance;
            ReadOnlySpan<double> mean = _evoked.Means.Row(map), target = _task.Targets.Row(map), input = _task.Inputs.Row(map);
            targetVariances[map] = QuadraticForm.Of(covariance, target) / units;
            inputVariances[map] = QuadraticForm.Of(covariance, input) / units;
            _evoked.Slopes(map, slopes);
            if (flr2)
            {
                // One slope for all units, and the drive of the Hebbian rule: what is left is a product of two variances.
                slopes.AsSpan().Fill(TensorPrimitives.Average<double>(slopes));
                LearningRules.Hebbian.MeanDrive(new EvokedState { Mean = mean, Target = target }, drive);
            }
            else
            {
                ReadOnlySpan<double> u = _evoked.RecurrentInput(map, input, recurrent) ? recurrent : default;
                _rule.MeanDrive(new EvokedState { Mean = mean, Target = target, RecurrentInput = u, Covariance = covariance.Span }, drive);
            }

            TensorPrimitives.Multiply(drive, slopes, drive);
            Span<double> v = velocities.Slice(map * units, units);
            _response.Apply(map, drive, v);
            speeds[map] = TensorPrimitives.Dot(target, v) / units;
        }

        return new SpeedPrediction
        {
            Speed = speed,
            Velocity = velocity,
            VarianceAlongTarget = alongTarget,
            VarianceAlongInput = alongInput,
            Relation = _options.Relation,
            Estimator = _response.Estimator,
            Rule = _rule.Name,
            Assumptions = Assumptions(flr2),
            Status = _response.Status == RunStatus.Completed ? _source.Status : _response.Status,
        };
    }

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
