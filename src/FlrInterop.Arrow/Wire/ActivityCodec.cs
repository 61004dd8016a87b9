using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>The activity of a network or of recorded units.</summary>
internal sealed class ActivityCodec : NounCodec<Activity>
{
    public const string KindName = "activity";

    public override string Kind => KindName;

    public override JsonObject Write(Activity noun, WireWriter writer)
    {
        writer
            .Text("kind", Kind)
            .Whole("units", noun.Units)
            .Text("state", noun.State == ActivityState.Evoked ? "evoked" : "spontaneous")
            .Number("step", noun.Step)
            .Number("lag_step", noun.LagStep)
            .Whole("count", noun.Count)
            .Whole("trials", noun.Trials)
            .Number("noise", noun.Noise)
            .Number("gain", noun.Gain)
            .Number("input_strength", noun.InputStrength)
            .Text("transfer", noun.Transfer?.Name())
            .Text("status", noun.Status)
            .Array("mean", noun.Mean)
            .Array("covariance", noun.Covariance)
            .Array("lagged", noun.Lagged);
        return (noun.SamplesFloat32 is null ? writer.Array("samples", noun.Samples) : writer.Array("samples", noun.SamplesFloat32)).Json;
    }

    public override Activity Read(WireReader reader)
    {
        string kind = reader.TextOrNull("kind") ?? KindName;
        if (kind != KindName)
            throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected '{KindName}'");
        int units = Require.AtLeast(reader.Whole("units"), 1, $"{reader.What}.units");
        ActivityState state = ParseState(reader.TextOrNull("state") ?? "spontaneous", $"{reader.What}.state");
        bool single = reader.ElementOf("samples") == "float32";
        var made = new Activity(units, state)
        {
            Step = reader.NumberOrNull("step"),
            LagStep = reader.NumberOrNull("lag_step"),
            Count = reader.Has("count") ? reader.LongWhole("count") : 0,
            Trials = reader.WholeOrNull("trials") ?? 1,
            Noise = reader.NumberOrNull("noise"),
            Gain = reader.NumberOrNull("gain"),
            InputStrength = reader.NumberOrNull("input_strength"),
            Transfer = reader.TextOrNull("transfer") is string name ? TransferFunctions.Parse(name) : null,
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Mean = Finite(reader, "mean", state, "(units,)", units),
            Covariance = Finite(reader, "covariance", state, "(units, units)", units, units),
            Lagged = Finite(reader, "lagged", state, "(lags + 1, units, units)", -1, units, units),
            Samples = single ? null : reader.ArrayOrNull<double>("samples"),
            SamplesFloat32 = single ? reader.ArrayOrNull<float>("samples") : null,
        };
        reader.Close();
        return made;
    }

    public static ActivityState ParseState(string name, string what) => name switch
    {
        "spontaneous" => ActivityState.Spontaneous,
        "evoked" => ActivityState.Evoked,
        _ => throw new UnknownNameException($"{what} is '{name}', expected one of: spontaneous, evoked"),
    };

    private static NdArray<double>? Finite(WireReader reader, string name, ActivityState state, string axes, params ReadOnlySpan<int> shape)
    {
        if (reader.ArrayOrNull<double>(name) is not { } array)
            return null;
        string what = $"{reader.What}.{name}";
        if (state == ActivityState.Spontaneous)
            Require.Shape(array.Shape, what, axes, shape);
        else
            Require.Shape(array.Shape, what, "(maps, " + axes[1..], [-1, .. shape]);
        Require.AllFinite(array.Span, what);
        return array;
    }
}
