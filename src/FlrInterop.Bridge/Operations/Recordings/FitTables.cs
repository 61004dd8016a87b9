using System.Globalization;
using Apache.Arrow;
using FlrInterop.Tables;

namespace FlrInterop.Bridge;

/// <summary>A fit's tables.</summary>
internal static class FitTables
{
    private static readonly string[] Whole = ["trials"];

    /// <summary>One row a target.</summary>
    public static RecordBatch Targets(FlrFit fit)
    {
        var table = new TableBuilder();
        foreach (string column in TargetRow.ColumnNames)
        {
            double[] values = [.. fit.Table.Select(row => row.Column(column))];
            _ = Whole.Contains(column) ? table.Column(column, [.. values.Select(value => (long)value)]) : table.Column(column, values);
        }

        return table.Build();
    }

    /// <summary>One row a trial of a target: its value, and the mean of the 8 trials that end with it (NaN for the first 7).</summary>
    public static RecordBatch Curves(FlrFit fit)
    {
        var target = new List<double>();
        var own = new List<long>();
        var inBlock = new List<double>();
        var value = new List<double>();
        var mean = new List<double>();
        foreach (LearningCurve curve in fit.Curves)
        {
            int missing = curve.Progress.Length - curve.MovingMean.Length;
            for (int trial = 0; trial < curve.Progress.Length; trial++)
            {
                target.Add(curve.TargetDeg);
                own.Add(trial + 1);
                inBlock.Add(curve.Trial[trial]);
                value.Add(curve.Progress[trial]);
                mean.Add(trial < missing ? double.NaN : curve.MovingMean[trial - missing]);
            }
        }

        return new TableBuilder()
            .Column("target_deg", [.. target])
            .Column("trial", [.. own])
            .Column("trial_in_block", [.. inBlock])
            .Column("value", [.. value])
            .Column("moving_mean", [.. mean])
            .Build();
    }

    /// <summary>One row a quantity and window.</summary>
    public static RecordBatch Windows(SessionLearning learning)
    {
        List<Trend> trends = [learning.Window, learning.ShortWindow, learning.WholeBlock, learning.AngularError, learning.OldDecoder, learning.Speed];
        if (learning.Success is not null)
            trends.Add(learning.Success);
        return new TableBuilder()
            .Column("measure", trends.Select(trend => trend.Quantity))
            .Column("window", trends.Select(trend => trend.Window is int first ? string.Create(CultureInfo.InvariantCulture, $"first {first}") : "whole block"))
            .Column("verdict", trends.Select(trend => trend.Verdict))
            .Column("slope", [.. trends.Select(trend => trend.Slope)])
            .Column("standard_error", [.. trends.Select(trend => trend.StandardError)])
            .Column("low", [.. trends.Select(trend => trend.Interval.Low)])
            .Column("high", [.. trends.Select(trend => trend.Interval.High)])
            .Column("p", [.. trends.Select(trend => trend.P)])
            .Column("trials", [.. trends.Select(trend => (long)trend.Trials)])
            .Build();
    }
}
