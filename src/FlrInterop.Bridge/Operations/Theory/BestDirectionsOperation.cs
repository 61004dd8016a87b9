using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class BestDirectionsOperation : Operation
{
    public override string Name => "best_directions";

    public override string Documentation => "The target directions that a Hebbian rule learns fastest, under constraints.";

    public override IReadOnlyList<Parameter> Parameters => DirectionSpec.Parameters;

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        DirectionOptions options = DirectionSpec.Read(spec);
        int count = spec.Whole("count");
        reply.Noun(Source.Match(spec, "source", activity => Flr.BestDirections(activity, count, options), network => Flr.BestDirections(network, count, options)));
    }
}
