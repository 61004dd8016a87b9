using System.Text.Json.Nodes;
using Apache.Arrow;
using FlrInterop.Boundary;
using FlrInterop.Tables;
using FlrInterop.Tensors;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>What an operation gives back: numbers and texts as JSON, named arrays, named tables. Owned by its job.</summary>
internal sealed class Reply
{
    private readonly TensorSet _arrays = new();
    private readonly Dictionary<string, RecordBatch> _tables = [];
    private readonly WireWriter _fields;

    public Reply() => _fields = new WireWriter(_arrays);

    /// <summary>The fields, and where arrays written beside them go.</summary>
    public WireWriter Fields => _fields;

    /// <summary>An array without a field.</summary>
    public void Array<T>(string name, NdArray<T> values)
        where T : unmanaged
        => _arrays.Add(name, values);

    public void Table(string name, RecordBatch table) => _tables.Add(name, table);

    /// <summary>A noun under a field's name; its arrays go by their own names ("mean", not "activity.mean").</summary>
    public void Noun<T>(string name, T noun)
        where T : class
        => _fields.Set(name, NounCodecs.Of<T>().Write(noun, new WireWriter(_arrays)));

    /// <summary>A noun whose fields are the reply's.</summary>
    public void Noun<T>(T noun)
        where T : class
        => NounCodecs.Of<T>().Write(noun, _fields);

    /// <summary>Adds fields, arrays and tables to a job's description.</summary>
    public void Describe(JsonObject target)
    {
        var arrays = new JsonObject();
        foreach (string name in _arrays.Names)
        {
            Tensor tensor = _arrays.Find(name);
            arrays[name] = new JsonObject
            {
                ["dtype"] = tensor.Element.Name,
                ["shape"] = new JsonArray([.. tensor.Shape.ToArray().Select(length => (JsonNode)length)]),
            };
        }

        target["fields"] = _fields.Json.DeepClone();
        target["arrays"] = arrays;
        target["tables"] = new JsonArray([.. _tables.Keys.Select(name => (JsonNode)name)]);
    }

    /// <summary>Exports an array or a table; the receiver owns what is written.</summary>
    public unsafe void Take(string name, CBlock* block)
    {
        if (_tables.TryGetValue(name, out RecordBatch? table))
            TableExport.Write(table, block);
        else if (_arrays.TryFind(name, out Tensor? tensor))
            tensor.Export(block, name);
        else
            throw WireReader.Unknown("the result", name, [.. _arrays.Names, .. _tables.Keys]);
    }
}
