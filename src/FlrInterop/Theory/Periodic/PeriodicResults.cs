using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Collects the speeds of one map after another into a prediction.</summary>
internal sealed class PeriodicResults
{
    private const double NoComponent = 1e-9;
    private readonly PeriodicTask _task;
    private readonly int _harmonics;
    private readonly Memory<double> _speed, _inPhase, _fall, _tracking;
    private readonly Memory<Complex> _velocity, _activity, _along;
    private readonly NdArray<double> _speeds, _inPhases, _falls, _trackings;
    private readonly NdArray<Complex> _velocities, _activities, _alongs;
    private readonly string[] _outcome, _status;

    public PeriodicResults(PeriodicTask task, int harmonics)
    {
        _task = task;
        _harmonics = harmonics;
        _speeds = NdArray<double>.Create(out _speed, task.Maps);
        _inPhases = NdArray<double>.Create(out _inPhase, task.Maps);
        _falls = NdArray<double>.Create(out _fall, task.Maps);
        _trackings = NdArray<double>.Create(out _tracking, task.Maps);
        _velocities = NdArray<Complex>.Create(out _velocity, task.Maps, harmonics + 1, task.Units);
        _activities = NdArray<Complex>.Create(out _activity, task.Maps, harmonics + 1, task.Units);
        _alongs = NdArray<Complex>.Create(out _along, task.Maps);
        _outcome = new string[task.Maps];
        _status = new string[task.Maps];
    }

    public void Add(int map, PeriodicTheory theory, Complex[][] activity, Complex[][] velocity, string status)
    {
        double inPhase = theory.InPhase(velocity), fall = theory.ErrorFall(velocity);
        _inPhase.Span[map] = inPhase;
        _fall.Span[map] = fall;
        double speed = _speed.Span[map] = _task.IsReadout ? fall : inPhase;
        Complex along = _along.Span[map] = theory.AlongTarget();
        double square = activity[0].Sum(z => z.Real * z.Real), rhythm = 0;
        _tracking.Span[map] = along.Magnitude * square / (_task.Units * _task.Omega);
        for (int k = 0; k <= _harmonics; k++)
        {
            velocity[k].CopyTo(_velocity.Span.Slice(((map * (_harmonics + 1)) + k) * _task.Units, _task.Units));
            activity[k].CopyTo(_activity.Span.Slice(((map * (_harmonics + 1)) + k) * _task.Units, _task.Units));
            rhythm = k == 0 ? 0 : Math.Max(rhythm, activity[k].Max(z => z.Magnitude));
        }

        _status[map] = status;
        _outcome[map] = rhythm < NoComponent
            ? "no rhythm: the input is constant, and a constant input cannot teach one; activity only follows the target while the rule is on"
            : speed < 0 ? "the wrong way at first" : speed > 0 ? "learns" : "nothing is learned";
    }

    public PeriodicPrediction Finish(string estimator, string rule, IReadOnlyList<Assumption> assumptions)
    {
        double largest = 0;
        foreach (Complex z in _activities.Span)
            largest = Math.Max(largest, z.Magnitude);
        const double linearRange = 0.5;
        return new PeriodicPrediction
        {
            Speed = _speeds,
            InPhase = _inPhases,
            ErrorFall = _falls,
            Velocity = _velocities,
            Activity = new PeriodicActivity(_task.Omega, _activities),
            ResponseAlongTarget = _alongs,
            TrackingAmplitude = _trackings,
            Outcome = _outcome,
            Estimator = estimator,
            Rule = rule,
            Assumptions =
            [
                .. assumptions,
                new Assumption("amplitude within the linear range", FormattableString.Invariant($"largest |X_k| {largest:g3}"), largest <= linearRange),
            ],
            Status = RunStatus.OfMaps(_status),
        };
    }
}
