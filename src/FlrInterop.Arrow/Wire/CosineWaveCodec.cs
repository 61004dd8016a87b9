using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>Waves to be followed.</summary>
internal sealed class CosineWaveCodec : NounCodec<CosineWave>
{
    public const string KindName = "cosine-wave";

    public override string Kind => KindName;

    public override JsonObject Write(CosineWave noun, WireWriter writer) => writer
        .Text("kind", Kind)
        .Number("omega", noun.Omega)
        .Array("targets", noun.Targets)
        .Array("target_sine", noun.TargetSine)
        .Array("cosine", noun.Cosine)
        .Array("sine", noun.Sine)
        .Array("constant", noun.Constant)
        .Json;

    public override CosineWave Read(WireReader reader)
    {
        reader.RequireKind(KindName);
        var made = new CosineWave(
            reader.Array<double>("targets"),
            reader.Number("omega"),
            cosine: reader.ArrayOrNull<double>("cosine"),
            sine: reader.ArrayOrNull<double>("sine"),
            constant: reader.ArrayOrNull<double>("constant"),
            targetSine: reader.ArrayOrNull<double>("target_sine"));
        reader.Close();
        return made;
    }
}
