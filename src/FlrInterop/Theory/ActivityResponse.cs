using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>χ of an activity as predictions use it: by any estimator, and with C in place of χ where the noise is unknown.</summary>
internal sealed class ActivityResponse
{
    private readonly NdArray<double> _matrix;
    private readonly bool _evoked;

    private ActivityResponse(Activity source, NdArray<double> matrix, double divisor, string estimator)
    {
        _matrix = matrix;
        _evoked = source.State == ActivityState.Evoked;
        Divisor = divisor;
        Estimator = estimator;
    }

    public string Estimator { get; }

    /// <summary>What the matrix is divided by: D where it is C.</summary>
    public double Divisor { get; }

    /// <summary>Whether χ has its scale: else speeds are relative.</summary>
    public bool Scaled { get; private init; }

    public required IReadOnlyList<Assumption> Assumptions { get; init; }

    public string Status { get; private init; } = RunStatus.Completed;

    public static ActivityResponse Of(Activity source, string estimator)
    {
        NdArray<double> covariance = ActivityMaps.RequireCovariance(source);
        if (Estimators.ForActivity(estimator) == Estimators.EqualTime)
        {
            bool known = source.Noise is > 0;
            double noise = known ? source.Noise!.Value : 1;
            return new ActivityResponse(source, covariance, noise, estimator)
            {
                Scaled = known,
                Assumptions =
                [
                    new("detailed balance (symmetric J)", "cannot be told from equal-time moments", null),
                    new("noise intensity known", known ? FormattableString.Invariant($"D = {noise}") : "unknown: speeds are relative", known),
                ],
            };
        }

        Susceptibility found = Response.Estimate(source, estimator);
        return new ActivityResponse(source, found.Matrix, 1, estimator) { Scaled = true, Assumptions = found.Assumptions, Status = found.Status };
    }

    /// <summary>χ f.</summary>
    public void Apply(int map, ReadOnlySpan<double> force, Span<double> shift)
    {
        NdArray<double> own = _evoked ? _matrix.At(map) : _matrix;
        for (int i = 0; i < shift.Length; i++)
            shift[i] = TensorPrimitives.Dot(own.Row(i), force) / Divisor;
    }

    /// <summary>χᵀ of a map, for a rule that sends errors back.</summary>
    public MatrixTransposed Transposed(int map, string rule) => new(_evoked ? _matrix.At(map) : _matrix, Divisor, Scaled, rule);
}
