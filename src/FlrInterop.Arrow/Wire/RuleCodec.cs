using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A learning rule with its parameters; those that are not given are the default ones.</summary>
internal sealed class RuleCodec : NounCodec<LearningRule>
{
    public const string KindName = "rule";

    private static readonly (string Name, CovarianceCentre Centre)[] Centres =
    [
        ("spontaneous", CovarianceCentre.Spontaneous), ("task-mean", CovarianceCentre.TaskMean), ("sliding", CovarianceCentre.Sliding),
    ];

    public override string Kind => KindName;

    public override JsonObject Write(LearningRule noun, WireWriter writer)
    {
        writer.Text("kind", Kind).Text("name", noun.Name);
        switch (noun)
        {
            case OjaRule oja:
                writer.Set("unsupervised", oja.Unsupervised).Set("full_decay", oja.FullDecay);
                break;
            case CovarianceRule { Threshold: { } threshold }:
                writer.Array("threshold", threshold);
                break;
            case CovarianceRule covariance:
                writer.Text("threshold", Array.Find(Centres, known => known.Centre == covariance.Centre).Name).Number("sliding_time", covariance.SlidingTime);
                break;
            case NodePerturbationRule perturbation:
                writer.Number("trace_time", perturbation.TraceTime).Number("baseline_time", perturbation.BaselineTime);
                break;
            case ForceRule force:
                writer.Number("regularisation", force.Regularisation).Number("interval", force.Interval).Number("level", force.Level);
                if (force.Feedback is { } feedback)
                    writer.Array("feedback", feedback);
                break;
            case GradientRule gradient:
                writer.Number("window", gradient.Window);
                break;
            case ReadoutErrorRule readout:
                writer.Array("readouts", readout.Readouts);
                break;
            case CustomRule:
                throw new ParameterException($"the rule '{noun.Name}' is a function, which cannot be written");
            default:
                break;
        }

        return writer.Json;
    }

    public override LearningRule Read(WireReader reader)
    {
        string kind = reader.TextOrNull("kind") ?? KindName, name = reader.Text("name");
        if (kind != KindName)
            throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected '{KindName}'");
        LearningRule made = name switch
        {
            "oja" => new OjaRule
            {
                Unsupervised = reader.FlagOrNull("unsupervised") ?? false,
                FullDecay = reader.FlagOrNull("full_decay") ?? false,
            },
            "covariance" => ReadCovariance(reader),
            "node-perturbation" => ReadNodePerturbation(reader, new NodePerturbationRule()),
            "force" => ReadForce(reader, new ForceRule()),
            "gradient" => new GradientRule { Window = reader.NumberOrNull("window") },
            "readout-error" => new ReadoutErrorRule(reader.Array<double>("readouts")),
            _ => LearningRules.Parse(name),
        };
        reader.Close();
        return made;
    }

    private static CovarianceRule ReadCovariance(WireReader reader)
    {
        var standard = new CovarianceRule();
        double time = reader.NumberOrNull("sliding_time") ?? standard.SlidingTime;
        if (reader.ElementOf("threshold") is not null)
            return new CovarianceRule { Threshold = reader.Array<double>("threshold"), SlidingTime = time };
        string name = reader.TextOrNull("threshold") ?? Centres[0].Name;
        int place = Array.FindIndex(Centres, known => known.Name == name);
        if (place < 0)
        {
            string[] known = [.. Centres.Select(centre => centre.Name)];
            throw new UnknownNameException($"threshold is '{name}', expected an array or one of: {string.Join(", ", known)}{Nearest.Hint(name, known)}");
        }

        return new CovarianceRule { Centre = Centres[place].Centre, SlidingTime = time };
    }

    private static NodePerturbationRule ReadNodePerturbation(WireReader reader, NodePerturbationRule standard) => new()
    {
        TraceTime = reader.NumberOrNull("trace_time") ?? standard.TraceTime,
        BaselineTime = reader.NumberOrNull("baseline_time") ?? standard.BaselineTime,
    };

    private static ForceRule ReadForce(WireReader reader, ForceRule standard) => new()
    {
        Regularisation = reader.NumberOrNull("regularisation") ?? standard.Regularisation,
        Interval = reader.NumberOrNull("interval") ?? standard.Interval,
        Level = reader.NumberOrNull("level") ?? standard.Level,
        Feedback = reader.ArrayOrNull<double>("feedback"),
    };
}
