using System.Text.Json.Nodes;

namespace FlrInterop.Wire;

/// <summary>How one kind of noun becomes a JSON object and named arrays, and comes back.</summary>
internal abstract class NounCodec
{
    /// <summary>The noun's name in a file.</summary>
    public abstract string Kind { get; }
}

/// <summary>How one kind of noun becomes a JSON object and named arrays, and comes back; one file a noun.</summary>
internal abstract class NounCodec<T> : NounCodec
    where T : class
{
    /// <summary>Writes the noun's parts and gives the finished object back.</summary>
    public abstract JsonObject Write(T noun, WireWriter writer);

    /// <summary>Reads and checks the noun.</summary>
    public abstract T Read(WireReader reader);
}
