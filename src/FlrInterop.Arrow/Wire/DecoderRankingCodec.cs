using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Ranked candidate decoders, with what they were ranked from.</summary>
internal sealed class DecoderRankingCodec : NounCodec<DecoderRanking>
{
    public override string Kind => "decoder-ranking";

    public override JsonObject Write(DecoderRanking noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("perturbation", noun.Kind.Name())
        .Number("wanted_speed", noun.WantedSpeed)
        .Whole("drawn", noun.Drawn)
        .Whole("different", noun.Different)
        .Text("status", noun.Status)
        .Assumptions("assumptions", noun.Assumptions)
        .Noun("baseline", noun.Baseline)
        .Noun("decoder", noun.OldDecoder)
        .Array("permutation", noun.Permutation)
        .Array("predicted_speed", noun.PredictedSpeed)
        .Array("standard_error", noun.StandardError)
        .Array("interval_low", noun.IntervalLow)
        .Array("interval_high", noun.IntervalHigh)
        .Array("own_target", noun.OwnTarget)
        .Array("identity_null", noun.IdentityNull)
        .Array("initial_error", noun.InitialError)
        .Array("open_loop_progress", noun.OpenLoopProgress)
        .Array("speed_ratio", noun.SpeedRatio)
        .Array("squared_norm", noun.SquaredNorm)
        .Array("angles", noun.Angles)
        .Json;

    public override DecoderRanking Read(WireReader reader)
    {
        _ = reader.TextOrNull("kind");
        var made = new DecoderRanking(reader.Object("baseline").Read<DecoderBaseline>(), reader.Object("decoder").Read<LatentDecoder>())
        {
            Kind = PerturbationKinds.Parse(reader.Text("perturbation")),
            WantedSpeed = reader.Number("wanted_speed"),
            Drawn = reader.Whole("drawn"),
            Different = reader.Whole("different"),
            Status = reader.TextOrNull("status") ?? RunStatus.Completed,
            Assumptions = reader.Assumptions("assumptions"),
            Permutation = reader.Array<int>("permutation"),
            PredictedSpeed = reader.Array<double>("predicted_speed"),
            StandardError = reader.Array<double>("standard_error"),
            IntervalLow = reader.Array<double>("interval_low"),
            IntervalHigh = reader.Array<double>("interval_high"),
            OwnTarget = reader.Array<double>("own_target"),
            IdentityNull = reader.Array<double>("identity_null"),
            InitialError = reader.Array<double>("initial_error"),
            OpenLoopProgress = reader.Array<double>("open_loop_progress"),
            SpeedRatio = reader.Array<double>("speed_ratio"),
            SquaredNorm = reader.Array<double>("squared_norm"),
            Angles = reader.Array<double>("angles"),
        };
        reader.Close();
        return made;
    }
}
