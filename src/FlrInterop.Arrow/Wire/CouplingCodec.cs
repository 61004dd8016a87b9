using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A coupling in its structure: dense, low rank, sparse, diagonal, masked, or a sum of these.</summary>
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
            case MaskedCoupling masked:
                // Of the last three, those that this one has; null is said, as an array of that name may be there for another noun.
                writer.Array("weights", masked.Weights).Array("offsets", masked.Offsets).Array("columns", masked.Columns).Array("mask", masked.Mask);
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
            "masked" => ReadMasked(reader),
            "sum" => new SumCoupling([.. reader.Objects("parts").Select(Read)]),
            var kind => throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected one of: dense, low-rank, sparse, diagonal, masked, sum"),
        };
        reader.Close();
        return made;
    }

    private static MaskedCoupling Whole(WireReader reader, NdArray<double> weights, NdArray<byte> mask)
    {
        _ = (reader.ArrayOrNull<int>("offsets"), reader.ArrayOrNull<int>("columns"));
        return new MaskedCoupling(weights, mask);
    }

    /// <summary>A matrix and its mask, or the compressed rows of the connections that exist.</summary>
    private static MaskedCoupling ReadMasked(WireReader reader)
    {
        NdArray<double> weights = reader.Array<double>("weights");
        return reader.ArrayOrNull<byte>("mask") is { } mask
            ? Whole(reader, weights, mask)
            : new MaskedCoupling(new SparseCoupling(reader.Array<int>("offsets"), reader.Array<int>("columns"), weights));
    }
}
