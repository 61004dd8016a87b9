using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>The bins of a baseline, sorted into targets and trials.</summary>
internal sealed class BaselineBins
{
    public BaselineBins(NdArray<double> activity, NdArray<int> targets, NdArray<long> trials, int targetCount)
    {
        Activity = activity;
        Target = targets.ToArray();
        BinsOfTarget = new int[targetCount];
        var places = new Dictionary<(long Trial, int Target), int>();
        Trial = new int[Target.Length];
        List<int> targetOfTrial = [];
        for (int bin = 0; bin < Target.Length; bin++)
        {
            int target = Target[bin];
            if ((uint)target >= (uint)targetCount)
                throw Require.Refused(FormattableString.Invariant($"targets[{bin}]"), target, FormattableString.Invariant($"from 0 to {targetCount - 1}"));
            BinsOfTarget[target]++;
            if (!places.TryGetValue((trials[bin], target), out int place))
            {
                places[(trials[bin], target)] = place = targetOfTrial.Count;
                targetOfTrial.Add(target);
            }

            Trial[bin] = place;
        }

        TargetOfTrial = [.. targetOfTrial];
        int few = Array.FindIndex(BinsOfTarget, n => n < 2);
        if (few >= 0)
            throw Require.Refused(FormattableString.Invariant($"the number of bins of target {few}"), BinsOfTarget[few], "2 or more");
    }

    /// <summary>x, shape (bins, units).</summary>
    public NdArray<double> Activity { get; }

    public int[] Target { get; }

    /// <summary>The place of each bin's trial among the trials.</summary>
    public int[] Trial { get; }

    public int[] TargetOfTrial { get; }

    public int[] BinsOfTarget { get; }

    private int Units => Activity.Shape[1];

    public NdArray<double> Means()
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> means, BinsOfTarget.Length, Units);
        means.Clear();
        for (int bin = 0; bin < Target.Length; bin++)
        {
            Span<double> mean = means.Slice(Target[bin] * Units, Units);
            TensorPrimitives.Add(mean, Activity.Row(bin), mean);
        }

        for (int a = 0; a < BinsOfTarget.Length; a++)
            TensorPrimitives.Divide(means.Slice(a * Units, Units), BinsOfTarget[a], means.Slice(a * Units, Units));
        return made;
    }

    /// <summary>The covariance about the targets' means, for all targets together (bins − targets degrees) or for each (bins − 1).</summary>
    public NdArray<double> Residual(NdArray<double> means, bool perTarget)
    {
        int targets = BinsOfTarget.Length, units = Units, matrices = perTarget ? targets : 1;
        NdArray<double> made = NdArray<double>.Create(out Memory<double> values, matrices, units, units);
        for (int matrix = 0; matrix < matrices; matrix++)
        {
            int[] bins = perTarget ? [.. Enumerable.Range(0, Target.Length).Where(bin => Target[bin] == matrix)] : [.. Enumerable.Range(0, Target.Length)];
            double[] deviations = new double[bins.Length * units];
            for (int row = 0; row < bins.Length; row++)
                TensorPrimitives.Subtract(Activity.Row(bins[row]), means.Row(Target[bins[row]]), deviations.AsSpan(row * units, units));

            // Row-major rows are the columns of MathNet's matrix.
            Matrix<double> columns = Matrix<double>.Build.Dense(units, bins.Length, deviations);
            int degrees = bins.Length - (perTarget ? 1 : targets);
            Matrix<double> squares = columns.TransposeAndMultiply(columns) / degrees;
            ((squares + squares.Transpose()) / 2).ToRowMajorArray().CopyTo(values.Span[(matrix * units * units)..]);
        }

        return made;
    }
}
