using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>Scores candidates one after another in memory of its own: first the cheap screening, then the response through the candidate's weights.</summary>
internal sealed class CandidateScorer
{
    private readonly DecoderBaseline _baseline;
    private readonly FeatureSpace _space;
    private readonly RankOptions _options;
    private readonly double _wanted;
    private readonly double _shiftX;
    private readonly double _shiftY;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _scratch;
    private readonly double[] _velocity;
    private readonly (double XX, double YY) _norms;
    private readonly double _speed;

    public CandidateScorer(DecoderBaseline baseline, LatentDecoder decoder, FeatureSpace space, RankOptions options, double wanted)
    {
        _baseline = baseline;
        _space = space;
        _options = options;
        _wanted = wanted;
        (_shiftX, _shiftY) = (decoder.Offset[0], decoder.Offset[1]);
        _x = space.Weights.Row(0).ToArray();
        _y = space.Weights.Row(1).ToArray();
        _scratch = new double[space.Count];
        _velocity = new double[2 * baseline.Targets];
        _norms = (Metric(_x, _x), Metric(_y, _y));
        _speed = OpenLoop();
    }

    /// <summary>The score of a permutation; null where it is screened out.</summary>
    public CandidateScore? Score(int candidate, ReadOnlySpan<int> permutation)
    {
        ReadOnlySpan<double> weights = _space.Weights.Span;
        int count = _space.Count;
        for (int j = 0; j < count; j++)
            (_x[j], _y[j]) = (weights[permutation[j]], weights[count + permutation[j]]);
        (double xx, double yy) = (Metric(_x, _x), Metric(_y, _y));
        double squared = xx + yy;
        double first = Angle(_x, weights[..count], xx, _norms.XX), second = Angle(_y, weights[count..], yy, _norms.YY);
        if (!_options.AngleRange.Holds(first) || !_options.AngleRange.Holds(second) || !_options.NormRatioRange.Holds(squared / (_norms.XX + _norms.YY)))
            return null;
        double ratio = OpenLoop() / _speed;
        (double error, double progress) = Initial();
        if (!_options.SpeedRatioRange.Holds(ratio) || !_options.ProgressRange.Holds(progress))
            return null;
        double xy = Metric(_x, _y);
        (double speed, double own) = Speed(target => Response(_baseline.ResponseOf(target)));
        (double identity, _) = Speed(_ => new Planar(xx, xy, xy, yy));
        return new CandidateScore(candidate, speed, own, identity, error, progress, ratio, squared, first, second);
    }

    /// <summary>The mean of |v_a| over targets; fills the velocities.</summary>
    private double OpenLoop()
    {
        double sum = 0;
        for (int a = 0; a < _baseline.Targets; a++)
        {
            ReadOnlySpan<double> mean = _space.Means.Row(a);
            double x = TensorPrimitives.Dot(_x, mean) + _shiftX, y = TensorPrimitives.Dot(_y, mean) + _shiftY;
            (_velocity[2 * a], _velocity[(2 * a) + 1]) = (x, y);
            sum += Math.Sqrt((x * x) + (y * y));
        }

        return sum / _baseline.Targets;
    }

    /// <summary>The root mean square of the error and the mean progress, both over v*.</summary>
    private (double Error, double Progress) Initial()
    {
        ReadOnlySpan<double> u = _baseline.Directions.Span;
        double squares = 0;
        for (int at = 0; at < _velocity.Length; at++)
        {
            double error = (_wanted * u[at]) - _velocity[at];
            squares += error * error;
        }

        double progress = TensorPrimitives.Dot(u, _velocity) / _baseline.Targets;
        return (Math.Sqrt(squares / _baseline.Targets) / _wanted, progress / _wanted);
    }

    /// <summary>The mean over b of (1 / targets) Σ_a T_ab, and the mean of T_aa.</summary>
    private (double All, double Own) Speed(Func<int, Planar> response)
    {
        ReadOnlySpan<double> u = _baseline.Directions.Span, gram = _baseline.Gram.Span;
        int targets = _baseline.Targets;
        double all = 0, own = 0;
        Planar s = default;
        for (int b = 0; b < targets; b++)
        {
            if (b == 0 || _baseline.Response.Shape[0] > 1)
                s = response(b);
            (double sx, double sy) = s.Left(u[2 * b], u[(2 * b) + 1]);
            for (int a = 0; a < targets; a++)
            {
                double ex = (_wanted * u[2 * a]) - _velocity[2 * a], ey = (_wanted * u[(2 * a) + 1]) - _velocity[(2 * a) + 1];
                double moved = ((sx * ex) + (sy * ey)) * gram[(a * targets) + b];
                all += moved;
                own += a == b ? moved : 0;
            }
        }

        return (all / (targets * targets), own / targets);
    }

    private Planar Response(int matrix)
    {
        int count = _space.Count;
        ReadOnlySpan<double> values = _space.Responses.Span.Slice(matrix * count * count, count * count);
        double xx = 0, xy = 0, yx = 0, yy = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = values.Slice(i * count, count);
            double toX = TensorPrimitives.Dot(row, _x), toY = TensorPrimitives.Dot(row, _y);
            xx += _x[i] * toX;
            xy += _x[i] * toY;
            yx += _y[i] * toX;
            yy += _y[i] * toY;
        }

        return new Planar(xx, xy, yx, yy);
    }

    private double Metric(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        if (_space.DiagonalMetric is double[] diagonal)
        {
            TensorPrimitives.Multiply(left, diagonal, _scratch);
            return TensorPrimitives.Dot(_scratch, right);
        }

        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * TensorPrimitives.Dot(_space.Metric!.Row(i), right);
        return sum;
    }

    private double Angle(ReadOnlySpan<double> row, ReadOnlySpan<double> old, double squared, double oldSquared)
        => Math.Acos(Math.Clamp(Metric(row, old) / Math.Sqrt(squared * oldSquared), -1, 1)) * 180 / Math.PI;
}
