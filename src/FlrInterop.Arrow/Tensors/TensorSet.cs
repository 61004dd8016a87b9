using System.Diagnostics.CodeAnalysis;

namespace FlrInterop.Tensors;

/// <summary>Tensors by name, in the order they were added: what a wire form's "@name" refers to.</summary>
internal sealed class TensorSet
{
    private readonly Dictionary<string, Tensor> _tensors = [];

    public IEnumerable<string> Names => _tensors.Keys;

    public int Count => _tensors.Count;

    public void Add(string name, Tensor tensor)
    {
        if (!_tensors.TryAdd(name, tensor))
            throw new DataFormatException($"two arrays are named '{name}', expected each name once");
    }

    public void Add<T>(string name, NdArray<T> values)
        where T : unmanaged
        => Add(name, new Tensor<T>(values));

    public bool TryFind(string name, [MaybeNullWhen(false)] out Tensor tensor) => _tensors.TryGetValue(name, out tensor);

    public Tensor Find(string name) => TryFind(name, out Tensor? tensor)
        ? tensor
        : throw new UnknownNameException($"no array is named '{name}', expected one of: {(Count == 0 ? "none were given" : string.Join(", ", Names))}");
}
