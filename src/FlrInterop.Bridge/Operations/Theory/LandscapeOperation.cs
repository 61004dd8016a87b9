using System.Text.Json;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class LandscapeOperation : Operation
{
    public override string Name => "landscape";

    public override string Documentation => "Activity seen along a target and an input, and its effective potential −log p.";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("activity", "activity or array", "Activity with its samples, or samples, shape (…, units), float64."),
        new("target", "array", "ξ, shape (units,), float64."),
        new("input", "array", "η, shape (units,), float64."),
        new("bins", "int", "Bins along each direction.", "40"),
    ];

    public override void Run(WireReader spec, Reply reply, JobContext job)
    {
        NdArray<double> target = spec.Array<double>("target"), input = spec.Array<double>("input");
        int bins = spec.Whole("bins");
        reply.Noun(spec.Json.GetProperty("activity").ValueKind == JsonValueKind.Object
            ? Landscape.Of(spec.Object("activity").Read<Activity>(), target, input, bins)
            : Landscape.Of(spec.Array<double>("activity"), target, input, bins));
    }
}
