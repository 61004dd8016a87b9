using System.Text.Json;
using System.Text.Json.Nodes;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using FlrInterop.Tensors;
using FlrInterop.Wire;

namespace FlrInterop;

/// <summary>
/// Self-describing Arrow IPC files of this library's nouns: one row of tensors (arrow.fixed_shape_tensor), and in the schema's
/// metadata the kind of noun, its numbers as JSON, and the versions. Python's <c>save</c> and <c>flr.load</c> use the same files.
/// </summary>
public static class ArrowFile
{
    internal const string KindKey = "flrinterop.kind";
    internal const string FieldsKey = "flrinterop.fields";
    internal const string FormatKey = "flrinterop.format";
    internal const string VersionKey = "flrinterop.version";
    internal const string Format = "1";

    /// <summary>Writes a noun: a coupling, network, task, activity, susceptibility, prediction, measurement or comparison.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="noun">The noun; its arrays are written from where they lie.</param>
    /// <typeparam name="T">The kind of noun.</typeparam>
    /// <exception cref="UnknownNameException">The kind cannot be written.</exception>
    /// <exception cref="ShapeException">An array has more than 2³¹ − 1 bytes.</exception>
    public static void Write<T>(string path, T noun)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(noun);
        NounCodec<T> codec = NounCodecs.Of<T>();
        var tensors = new TensorSet();
        JsonObject fields = codec.Write(noun, new WireWriter(tensors));
        var metadata = new Dictionary<string, string>
        {
            [KindKey] = codec.Kind,
            [FieldsKey] = fields.ToJsonString(),
            [FormatKey] = Format,
            [VersionKey] = typeof(Network).Assembly.GetName().Version!.ToString(3),
        };
        using RecordBatch row = TensorRow.Make(tensors, metadata);
        using FileStream stream = File.Create(path);
        using var writer = new ArrowFileWriter(stream, row.Schema);
        writer.WriteRecordBatch(row);
        writer.WriteEnd();
    }

    /// <summary>Reads a noun of the expected kind; its arrays are copies of the file's.</summary>
    /// <param name="path">The file.</param>
    /// <typeparam name="T">The kind of noun.</typeparam>
    /// <returns>The noun.</returns>
    /// <exception cref="DataFormatException">The file is no Arrow IPC file of this library, or holds another kind.</exception>
    public static T Read<T>(string path)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NounCodec<T> codec = NounCodecs.Of<T>();
        using RecordBatch row = ReadRow(path);
        IReadOnlyDictionary<string, string> metadata = row.Schema.Metadata ?? new Dictionary<string, string>();
        string? kind = metadata.GetValueOrDefault(KindKey);
        if (kind != codec.Kind)
            throw new DataFormatException($"'{path}' holds {(kind is null ? "no noun of this library" : $"a '{kind}'")}, expected a '{codec.Kind}'");
        if (metadata.GetValueOrDefault(FormatKey) is string format && format != Format)
            throw new DataFormatException($"'{path}' has format {format}, expected {Format}. Hint: a newer version of the library wrote it");
        try
        {
            using JsonDocument fields = JsonDocument.Parse(metadata.GetValueOrDefault(FieldsKey) ?? "{}");
            return codec.Read(new WireReader(codec.Kind, $"{codec.Kind}.", fields.RootElement, TensorRow.Read(row)));
        }
        catch (JsonException error)
        {
            throw new DataFormatException($"'{path}' has fields that are no JSON, expected an object", error);
        }
    }

    private static RecordBatch ReadRow(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            using var reader = new ArrowFileReader(stream);
            return reader.ReadNextRecordBatch() ?? throw new DataFormatException($"'{path}' is an empty Arrow file, expected one row of tensors");
        }
        catch (Exception error) when (error is InvalidDataException or IOException or InvalidOperationException or ArgumentException and not IFlrError)
        {
            throw new DataFormatException($"'{path}' is no Arrow IPC file, expected one that this library saved", error);
        }
    }
}
