using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>A recorded session: blocks and decoders as lists, bins and trials as columns.</summary>
internal sealed class SessionCodec : NounCodec<BciSession>
{
    public override string Kind => "session";

    public override JsonObject Write(BciSession noun, WireWriter writer)
    {
        writer
            .Text("kind", Kind)
            .Text("layout", noun.Layout)
            .Text("activity_kind", noun.ActivityKind == ActivityKind.Counts ? "counts" : "latents")
            .Number("bin_s", noun.BinSeconds)
            .Set("blocks", new JsonArray([.. noun.Blocks.Select(block => (JsonNode)new JsonObject
            {
                ["index"] = block.Index,
                ["name"] = block.Name,
                ["decoder"] = block.Decoder,
            })]))
            .Set("decoders", new JsonArray([.. noun.Decoders.Select(decoder => (JsonNode)Decoder(decoder, writer.Inner($"decoders.{decoder.Name}")))]))
            .Set("bins", Bins(noun.Bins, writer.Inner("bins")));
        if (noun.LatentMap is { } map)
            writer.Set("latent_map", writer.Inner("latent_map").Array("weights", map.Weights).Array("mean", map.Mean).Json);
        if (noun.Notes.Count > 0)
            writer.Texts("notes", noun.Notes);
        return writer.Set("trials", writer.Inner("trials")
            .Array("trial", noun.Trials.Trial)
            .Array("block", noun.Trials.Block)
            .Array("target_deg", noun.Trials.TargetDeg)
            .Array("success", noun.Trials.Success)
            .Array("time_s", noun.Trials.TimeS)
            .Array("inferred", noun.Trials.Inferred).Json).Json;
    }

    public override BciSession Read(WireReader reader)
    {
        string kind = reader.TextOrNull("kind") ?? Kind;
        if (kind != Kind)
            throw new UnknownNameException($"{reader.What}.kind is '{kind}', expected '{Kind}'");
        string activity = reader.TextOrNull("activity_kind") ?? "latents";
        var made = new BciSession(
            [.. reader.Objects("blocks").Select(block => Closed(block, new SessionBlock(block.LongWhole("index"), block.Text("name"), block.TextOrNull("decoder"))))],
            [.. reader.Objects("decoders").Select(decoder => Closed(
                decoder,
                new Decoder(decoder.Text("name"), decoder.Array<double>("smoothing"), decoder.Array<double>("weights"), decoder.Array<double>("offset"))))],
            Bins(reader.Object("bins")),
            Trials(reader.Object("trials")),
            reader.NumberOrNull("bin_s") ?? 0.045)
        {
            Layout = reader.TextOrNull("layout") ?? "tables",
            Notes = reader.Has("notes") ? reader.Texts("notes") : [],
            LatentMap = reader.ObjectOrNull("latent_map") is { } map ? Closed(map, new LatentMap(map.Array<double>("weights"), map.Array<double>("mean"))) : null,
            ActivityKind = activity switch
            {
                "latents" => ActivityKind.Latents,
                "counts" => ActivityKind.Counts,
                _ => throw new UnknownNameException($"{reader.What}.activity_kind is '{activity}', expected one of: latents, counts"),
            },
        };
        reader.Close();
        return made;
    }

    private static JsonObject Decoder(Decoder decoder, WireWriter writer) => writer
        .Text("name", decoder.Name)
        .Array("smoothing", decoder.Smoothing)
        .Array("weights", decoder.Weights)
        .Array("offset", decoder.Offset).Json;

    private static JsonObject Bins(SessionBins bins, WireWriter writer) => writer
        .Array("block", bins.Block)
        .Array("trial", bins.Trial)
        .Array("time", bins.Time)
        .Array("usable", bins.Usable)
        .Array("position_mm", bins.PositionMm)
        .Array("target_position_mm", bins.TargetPositionMm)
        .Array("target_deg", bins.TargetDeg)
        .Array("direction_deg", bins.DirectionDeg)
        .Array("cursor_velocity_mm_s", bins.CursorVelocityMmS)
        .Array("cursor_velocity_before_mm_s", bins.CursorVelocityBeforeMmS)
        .Array("activity", bins.Activity)
        .Array("counts", bins.Counts)
        .Set("columns", ByName(bins.Columns, writer.Inner("columns")))
        .Set("velocity_mm_s", ByName(bins.VelocityMmS, writer.Inner("velocity_mm_s")))
        .Set("progress_mm_s", ByName(bins.ProgressMmS, writer.Inner("progress_mm_s"))).Json;

    private static JsonObject ByName(IReadOnlyDictionary<string, NdArray<double>> columns, WireWriter writer)
    {
        foreach ((string decoder, NdArray<double> values) in columns)
            writer.Array(decoder, values);
        return writer.Json;
    }

    private static SessionBins Bins(WireReader reader) => Closed(reader, new SessionBins
    {
        Block = reader.Array<long>("block"),
        Trial = reader.Array<long>("trial"),
        Time = reader.Array<long>("time"),
        Usable = reader.Array<byte>("usable"),
        PositionMm = reader.ArrayOrNull<double>("position_mm"),
        TargetPositionMm = reader.ArrayOrNull<double>("target_position_mm"),
        DirectionDeg = reader.ArrayOrNull<double>("direction_deg"),
        CursorVelocityMmS = reader.ArrayOrNull<double>("cursor_velocity_mm_s"),
        CursorVelocityBeforeMmS = reader.ArrayOrNull<double>("cursor_velocity_before_mm_s"),
        Counts = reader.ArrayOrNull<double>("counts"),
        Columns = ByName(reader.ObjectOrNull("columns")),
        TargetDeg = reader.Array<double>("target_deg"),
        Activity = reader.Array<double>("activity"),
        VelocityMmS = ByName(reader.ObjectOrNull("velocity_mm_s")),
        ProgressMmS = ByName(reader.ObjectOrNull("progress_mm_s")),
    });

    private static Dictionary<string, NdArray<double>> ByName(WireReader? reader)
    {
        var columns = new Dictionary<string, NdArray<double>>();
        if (reader is null)
            return columns;
        foreach (JsonProperty property in reader.Json.EnumerateObject())
            columns.Add(property.Name, reader.Array<double>(property.Name));
        return columns;
    }

    private static SessionTrials Trials(WireReader reader) => Closed(reader, new SessionTrials
    {
        Trial = reader.Array<long>("trial"),
        Block = reader.Array<long>("block"),
        TargetDeg = reader.Array<double>("target_deg"),
        Success = reader.ArrayOrNull<byte>("success"),
        TimeS = reader.ArrayOrNull<double>("time_s"),
        Inferred = reader.ArrayOrNull<byte>("inferred"),
    });

    private static T Closed<T>(WireReader reader, T made)
    {
        reader.Close();
        return made;
    }
}
