using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop.Tests;

/// <summary>Every rule as its formula stands in the literature: one trial, one matrix, nothing clever.</summary>
internal sealed class PlainRule
{
    private readonly LearningRule _rule;
    private readonly Network _network;
    private readonly Vector<double> _input;
    private readonly Vector<double> _target;
    private readonly double _rate;
    private readonly double _step;
    private readonly Vector<double> _trace;
    private double? _baseline;
    private Matrix<double>? _inverse;
    private int _turn;

    public PlainRule(LearningRule rule, Network network, InputOutputMap task, int map, double rate, double step)
    {
        _rule = rule;
        _network = network;
        _rate = rate;
        _step = step;
        _input = network.InputStrength * Vector<double>.Build.Dense(task.Inputs.Row(map).ToArray());
        _target = Vector<double>.Build.Dense(task.Targets.Row(map).ToArray());
        _trace = Vector<double>.Build.Dense(network.Units);
    }

    /// <summary>The change of J in one step, from the values at its start.</summary>
    public Matrix<double> Change(Matrix<double> j, Vector<double> x, Vector<double> z)
    {
        int units = x.Count;
        double scale = _rate * _step / units;
        Vector<double> u = j * x, error = _target - x;
        switch (_rule)
        {
            case HebbianRule:
                return scale * _target.OuterProduct(x);
            case ErrorDrivenRule:
                return scale * error.OuterProduct(x);
            case KurikawaKanekoRule:
                return scale * (error.OuterProduct(x) - Rows(error.PointwiseMultiply(u), j));
            case OjaRule oja:
                Vector<double> post = oja.Unsupervised ? x : _target;
                return scale * (post.OuterProduct(x) - ((oja.FullDecay ? units : 1) * Rows(post.PointwiseMultiply(post), j)));
            case CovarianceRule covariance:
                Vector<double> theta = covariance.Threshold is null ? Rest() : Vector<double>.Build.Dense(covariance.Threshold.ToArray());
                return scale * _target.OuterProduct(x - theta);
            case GradientRule:
                Vector<double> slopes = (_network.Gain * (u + _input)).Map(h => _network.Gain * _network.Transfer.Slope(h));
                Matrix<double> response = (Matrix<double>.Build.DenseIdentity(units) - Rows(slopes, j)).Inverse();
                return scale * slopes.PointwiseMultiply(response.Transpose() * error).OuterProduct(x);
            case NodePerturbationRule perturbation:
                return NodePerturbation(perturbation, x, error, z);
            case ForceRule force:
                return Force(force, x, u);
            default:
                throw new ArgumentException(_rule.Name);
        }
    }

    private Matrix<double> NodePerturbation(NodePerturbationRule rule, Vector<double> x, Vector<double> error, Vector<double> z)
    {
        double reward = -error.DotProduct(error) / x.Count;
        _baseline ??= reward;
        Matrix<double> change = _rate * _step * (reward - _baseline.Value) * _trace.OuterProduct(x);
        _baseline += _step / rule.BaselineTime * (reward - _baseline);
        ((_trace * (1 - (_step / rule.TraceTime))) + (Math.Sqrt(_step) * z)).CopyTo(_trace);
        return change;
    }

    private Matrix<double> Force(ForceRule rule, Vector<double> x, Vector<double> u)
    {
        int units = x.Count;
        _inverse ??= _rate / rule.Regularisation * Matrix<double>.Build.DenseIdentity(units);
        if (_turn++ % (int)Math.Round(rule.Interval / _step) != 0)
            return Matrix<double>.Build.Dense(units, units);
        Vector<double> wanted = (_target.Map(xi => _network.Transfer.Inverse(rule.Level * xi)) / _network.Gain) - _input;
        Vector<double> k = _inverse * x;
        double c = 1 + x.DotProduct(k);
        _inverse -= k.OuterProduct(k) / c;
        Vector<double> error = wanted - u;
        if (rule.Feedback is { } feedback)
        {
            Matrix<double> q = feedback.ToMatrix();
            error = q.Transpose() * (q * q.Transpose()).Solve(q * error);
        }

        return error.OuterProduct(_inverse * x);
    }

    private Vector<double> Rest() => Vector<double>.Build.Dense(FixedPoint.Find(_network).State.ToArray());

    private static Matrix<double> Rows(Vector<double> factors, Matrix<double> matrix) => Matrix<double>.Build.DenseOfDiagonalVector(factors) * matrix;
}
