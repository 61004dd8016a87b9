using System.Globalization;
using System.Text.Json;
using FlrInterop.Tensors;

namespace FlrInterop.Wire;

/// <summary>
/// Reads a JSON object strictly: a value of the wrong JSON type is refused (what, got, expected), and so is, on closing, a
/// name that nothing read. Arrays are texts "@name" that refer to a set of tensors.
/// </summary>
internal sealed class WireReader
{
    private readonly string _prefix;
    private readonly JsonElement _json;
    private readonly TensorSet _tensors;
    private readonly HashSet<string> _read = [];

    /// <summary>A reader of one object.</summary>
    /// <param name="what">What the object is, for messages.</param>
    /// <param name="prefix">What comes before each name in messages, such as "network.".</param>
    /// <param name="json">The object.</param>
    /// <param name="tensors">The arrays that it refers to.</param>
    public WireReader(string what, string prefix, JsonElement json, TensorSet tensors)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Require.Refused(what, Got(json), "a JSON object");
        What = what;
        _prefix = prefix;
        _json = json;
        _tensors = tensors;
    }

    public string What { get; }

    /// <summary>The object as it came.</summary>
    public JsonElement Json => _json;

    public bool Has(string name) => Find(name) is not null;

    public double Number(string name) => NumberOrNull(name) ?? throw Missing(name, "a number");

    public double? NumberOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value => value.GetDouble(),
        { ValueKind: JsonValueKind.String } value when WireNumber.TryParse(value.GetString(), out double special) => special,
        { } value => throw Wrong(name, value, "a number"),
    };

    public int Whole(string name) => WholeOrNull(name) ?? throw Missing(name, "a whole number");

    public int? WholeOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int whole) => whole,
        { } value => throw Wrong(name, value, "a whole number below 2^31"),
    };

    public long LongWhole(string name) => LongWholeOrNull(name) ?? throw Missing(name, "a whole number");

    public long? LongWholeOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out long whole) => whole,
        { } value => throw Wrong(name, value, "a whole number below 2^63"),
    };

    public bool? FlagOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value, "true or false"),
    };

    public string Text(string name) => TextOrNull(name) ?? throw Missing(name, "a text");

    public string? TextOrNull(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } value => throw Wrong(name, value, "a text"),
    };

    /// <summary>Refuses an object that says it is of another kind.</summary>
    public void RequireKind(string expected)
    {
        if (TextOrNull("kind") is string kind && kind != expected)
            throw new UnknownNameException($"{What}.kind is '{kind}', expected '{expected}'");
    }

    public IReadOnlyList<int> Wholes(string name)
        => [.. Items(name, "a list of whole numbers").Select(item => item.TryGetInt32(out int whole) ? whole : throw Wrong(name, item, "a list of whole numbers"))];

    public IReadOnlyList<string> Texts(string name)
        => [.. Items(name, "a list of texts").Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : throw Wrong(name, item, "a list of texts"))];

    /// <summary>A list of a lower and an upper end.</summary>
    public Interval Interval(string name)
    {
        double[] ends = [.. Items(name, "[low, high]").Select(item => item.ValueKind switch
        {
            JsonValueKind.Number => item.GetDouble(),
            JsonValueKind.String when WireNumber.TryParse(item.GetString(), out double special) => special,
            _ => throw Wrong(name, item, "a number"),
        })];
        return ends.Length == 2 ? new Interval(ends[0], ends[1]) : throw Require.Refused(_prefix + name, $"a list of {ends.Length}", "[low, high]");
    }

    /// <summary>A random key: decimal digits of a whole number below 2¹²⁸.</summary>
    public Seed Seed(string name) => Find(name) switch
    {
        null => throw Missing(name, "a whole number, 0 or more"),
        { ValueKind: JsonValueKind.Number } value when value.TryGetUInt64(out ulong whole) => whole,
        { ValueKind: JsonValueKind.String } value
            when UInt128.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 whole) => whole,
        { } value => throw Wrong(name, value, "a whole number from 0 to 2^128 - 1"),
    };

    public NdArray<T> Array<T>(string name)
        where T : unmanaged
        => ArrayOrNull<T>(name) ?? throw Missing(name, "an array");

    /// <summary>The array "@…", or the one of the object's own name where the object does not mention it; null where there is none.</summary>
    public NdArray<T>? ArrayOrNull<T>(string name)
        where T : unmanaged
    {
        Tensor? tensor;
        if (!_json.TryGetProperty(name, out JsonElement value))
            _tensors.TryFind(name, out tensor);
        else if (Find(name) is null)
            return null;
        else if (value.ValueKind == JsonValueKind.String && value.GetString() is ['@', ..] reference)
            tensor = _tensors.Find(reference[1..]);
        else
            throw Wrong(name, value, "a reference to an array, \"@name\"");
        return tensor switch
        {
            null => null,
            Tensor<T> typed => typed.Values,
            _ => throw new ParameterException($"{_prefix}{name} is an array of {tensor.Element.Name}, expected {ElementType.Of<T>().Name}"),
        };
    }

    /// <summary>The type of an array's numbers, such as "float32"; null where there is no array.</summary>
    public string? ElementOf(string name)
        => _json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is ['@', ..] reference
            ? _tensors.Find(reference[1..]).Element.Name
            : null;

    public WireReader Object(string name) => ObjectOrNull(name) ?? throw Missing(name, "a JSON object");

    public WireReader? ObjectOrNull(string name) => Find(name) is { } value ? Inner(name, value) : null;

    public IEnumerable<WireReader> Objects(string name)
        => Items(name, "a list of JSON objects").Select((item, place) => Inner($"{name}[{place}]", item)).ToArray();

    /// <summary>Refuses what nothing read.</summary>
    /// <exception cref="UnknownNameException">A name is not known.</exception>
    public void Close()
    {
        foreach (JsonProperty property in _json.EnumerateObject())
        {
            if (!_read.Contains(property.Name))
                throw Unknown(What, property.Name, _read);
        }
    }

    public static UnknownNameException Unknown(string what, string name, IReadOnlyCollection<string> known)
        => new($"{what} has no '{name}', expected one of: {(known.Count == 0 ? "nothing" : string.Join(", ", known.Order()))}{Nearest.Hint(name, known)}");

    private JsonElement[] Items(string name, string expected) => Find(name) switch
    {
        null => throw Missing(name, expected),
        { ValueKind: JsonValueKind.Array } value => [.. value.EnumerateArray()],
        { } value => throw Wrong(name, value, expected),
    };

    private JsonElement? Find(string name)
    {
        _read.Add(name);
        return _json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private WireReader Inner(string name, JsonElement value) => new(_prefix + name, $"{_prefix}{name}.", value, _tensors);

    private ParameterException Missing(string name, string expected) => new($"{What} has no {_prefix}{name}, expected {expected}");

    private ParameterException Wrong(string name, JsonElement value, string expected) => Require.Refused(_prefix + name, Got(value), expected);

    private static string Got(JsonElement value)
    {
        const int Most = 60;
        string text = value.ValueKind == JsonValueKind.Undefined ? "missing" : value.GetRawText();
        return text.Length > Most ? text[..Most] + "…" : text;
    }
}
