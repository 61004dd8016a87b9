using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A coupling in its structure: dense, low rank, sparse, diagonal, or a sum of these.</summary>
internal sealed class CouplingCodec : NounCodec<Coupling>
{
    public override string Kind => "coupling";

    public override JsonObject Write(Coupling noun, WireWriter writer)
    {
        writer.Text("kind", noun.Kind);
        switch (noun)
        {
            case DenseCoupling dense:
                writer.Array("weights", dense.Weights);
                break;
            case LowRankCoupling lowRank:
                writer.Array("left", lowRank.Left).Array("right", lowRank.Right);
                break;
            case SparseCoupling sparse:
                writer.Array("offsets", sparse.Offsets).Array("columns", sparse.Columns).Array("weights", sparse.Weights);
                break;
            case DiagonalCoupling diagonal:
                writer.Array("weights", diagonal.Weights);
                break;
            case SumCoupling sum:
                writer.Set("parts", new JsonArray([.. sum.Parts.Select((part, place) => Write(part, writer.Inner($"{place}")))]));
                break;
            default:
                throw new UnknownNameException($"a coupling of kind '{noun.Kind}' cannot be written");
        }

        return writer.Json;
    }

    public override Coupling Read(WireReader reader)
    {
        Coupling made = reader.Text("kind") switch
        {
            "dense" => new DenseCoupling(reader.Array<double>("weights")),
            "low-rank" => new LowRankCoupling(reader.Array<double>("left"), reader.Array<double>("right")),
            "sparse" => new SparseCoupling(reader.Array<int>("offsets"), reader.Array<int>("columns"), reader.Array<double>("weights")),
            "diagonal" => new DiagonalCoupling(reader.Array<double>("weights")),
            "sum" => new SumCoupling([.. reader.Objects("parts").Select(Read)]),
            var kind => throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected one of: dense, low-rank, sparse, diagonal, sum"),
        };
        reader.Close();
        return made;
    }
}
