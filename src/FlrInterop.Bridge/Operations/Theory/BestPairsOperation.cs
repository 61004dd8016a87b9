using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BestPairsOperation : Operation
{
    public override string Name => "best_pairs";

    public override string Documentation => "The pairs of input and target that a Hebbian rule learns fastest, under constraints on the targets.";

    public override IReadOnlyList<Parameter> Parameters => DirectionSpec.Parameters;

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        DirectionOptions options = DirectionSpec.Read(spec);
        int count = spec.Whole("count");
        reply.Noun(Source.Match(spec, "source", activity => Flr.BestPairs(activity, count, options), network => Flr.BestPairs(network, count, options)));
    }
}
