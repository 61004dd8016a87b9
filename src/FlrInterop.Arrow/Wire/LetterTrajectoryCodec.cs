using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Drawings for readouts: the curves' harmonics, the readouts' weights and the inputs.</summary>
internal sealed class LetterTrajectoryCodec : NounCodec<LetterTrajectory>
{
    public const string KindName = "letter-trajectory";

    public override string Kind => KindName;

    public override JsonObject Write(LetterTrajectory noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Text("letters", noun.Letters)
        .Number("omega", noun.Omega)
        .Complex("curves", noun.CurveComponents())
        .Array("readouts", noun.ReadoutWeights())
        .Complex("inputs", noun.InputComponents())
        .Json;

    public override LetterTrajectory Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = LetterTrajectory.FromParts(
            reader.TextOrNull("letters") ?? string.Empty,
            reader.Complex("curves"),
            reader.Array<double>("readouts"),
            reader.Complex("inputs"),
            reader.Number("omega"));
        reader.Close();
        return made;
    }
}
