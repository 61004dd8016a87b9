using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Maps learned one after another.</summary>
internal sealed class LearningOrderCodec : NounCodec<LearningOrder>
{
    public override string Kind => "learning-order";

    public override JsonObject Write(LearningOrder noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("rule", noun.Rule)
        .Number("threshold", noun.Threshold)
        .Number("total_time", noun.TotalTime)
        .Text("status", noun.Status)
        .Array("order", noun.Order)
        .Array("time", noun.Time)
        .Array("random_orders", noun.RandomOrders)
        .Array("random_times", noun.RandomTimes)
        .Json;

    public override LearningOrder Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new LearningOrder
        {
            Rule = reader.Text("rule"),
            Threshold = reader.Number("threshold"),
            TotalTime = reader.Number("total_time"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Order = reader.Array<int>("order"),
            Time = reader.Array<double>("time"),
            RandomOrders = reader.ArrayOrNull<int>("random_orders"),
            RandomTimes = reader.ArrayOrNull<double>("random_times"),
        };
        reader.Close();
        return made;
    }
}
