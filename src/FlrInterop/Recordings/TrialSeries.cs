namespace FlrInterop;

/// <summary>The trials of a block that have a value, in the order of time.</summary>
/// <param name="Target">The place of each trial's target.</param>
/// <param name="Number">The number of the trial in its block, from 1; trials without a value keep theirs.</param>
/// <param name="Own">The number of the trial among its target's trials with a value, from 1.</param>
/// <param name="Value">The trial value.</param>
internal sealed record TrialSeries(int[] Target, double[] Number, double[] Own, double[] Value)
{
    /// <summary>The length of the moving mean that trials to peak and the curves use.</summary>
    public const int MovingMeanLength = 8;

    public static TrialSeries Of(BciSession session, int block, ReadOnlySpan<double> perTrial)
    {
        SessionIndex index = session.Index;
        var own = new double[index.Targets.Length];
        List<int> target = [];
        List<double> number = [], ownNumber = [], value = [];
        double place = 0;
        for (int row = 0; row < perTrial.Length; row++)
        {
            if (index.TrialBlock[row] != block)
                continue;
            place++;
            if (double.IsNaN(perTrial[row]) || index.TrialTarget[row] < 0)
                continue;
            int t = index.TrialTarget[row];
            target.Add(t);
            number.Add(place);
            ownNumber.Add(++own[t]);
            value.Add(perTrial[row]);
        }

        return new TrialSeries([.. target], [.. number], [.. ownNumber], [.. value]);
    }

    /// <summary>The first trials of every target.</summary>
    public TrialSeries First(int window) => Where(i => Own[i] <= window);

    /// <summary>The values of one target in the order of time.</summary>
    public double[] ValuesOf(int target) => Where(i => Target[i] == target).Value;

    /// <summary>The numbers in the block of one target's trials.</summary>
    public double[] NumbersOf(int target) => Where(i => Target[i] == target).Number;

    /// <summary>Complete moving means of 8 values; empty for fewer than 8.</summary>
    public static double[] MovingMean(ReadOnlySpan<double> values)
    {
        var means = new double[Math.Max(0, values.Length - MovingMeanLength + 1)];
        for (int start = 0; start < means.Length; start++)
        {
            foreach (double value in values.Slice(start, MovingMeanLength))
                means[start] += value / MovingMeanLength;
        }

        return means;
    }

    private TrialSeries Where(Func<int, bool> wanted)
    {
        int[] rows = [.. Enumerable.Range(0, Value.Length).Where(wanted)];
        return new TrialSeries(
            Array.ConvertAll(rows, i => Target[i]),
            Array.ConvertAll(rows, i => Number[i]),
            Array.ConvertAll(rows, i => Own[i]),
            Array.ConvertAll(rows, i => Value[i]));
    }
}
