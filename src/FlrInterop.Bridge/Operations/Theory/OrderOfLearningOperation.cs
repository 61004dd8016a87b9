using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class OrderOfLearningOperation : Operation
{
    public override string Name => "order_of_learning";

    public override string Documentation => "The order in which maps are learned soonest one after another in one network, and the times of random orders beside it.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("network", "network", "The network before learning."),
        new("task", "task", "The input–output pairs."),
        RuleSpec.Parameter,
        new("threshold", "float", "The overlap at which a map counts as learned.", "0.8"),
        new("random_orders", "int", "How many random orders to predict the times of, to compare with.", "0"),
        new("threads", "int?", "Threads; null for all cores.", "null"),
        new("rng", "seed", "The key of the random orders.", "\"0\""),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        var options = new OrderOptions
        {
            Threshold = spec.Number("threshold"),
            RandomOrders = spec.Whole("random_orders"),
            Threads = spec.WholeOrNull("threads"),
            Seed = spec.Seed("rng"),
        };
        job.Say("looking for the best order");
        reply.Noun(Flr.OrderOfLearning(
            spec.Object("network").Read<Network>(),
            spec.Object("task").Read<InputOutputMap>(),
            spec.Rule(),
            options,
            job.Progress,
            job.Cancellation));
    }
}
