using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Inputs and targets over one period.</summary>
internal sealed class TimeSeriesCodec : NounCodec<TimeSeries>
{
    public const string KindName = "time-series";

    public override string Kind => KindName;

    public override JsonObject Write(TimeSeries noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Number("step", noun.Step)
        .Whole("harmonics", noun.Harmonics)
        .Array("inputs", noun.Inputs)
        .Array("targets", noun.Targets)
        .Json;

    public override TimeSeries Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = new TimeSeries(reader.Array<double>("inputs"), reader.Array<double>("targets"), reader.Number("step"), reader.WholeOrNull("harmonics"));
        reader.Close();
        return made;
    }
}
