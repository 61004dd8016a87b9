namespace FlrInterop.Bridge;

/// <summary>What every operation that makes a coupling replies.</summary>
internal static class CouplingReply
{
    /// <summary>The coupling, its arrays, and what it costs.</summary>
    public static void Write(Reply reply, Coupling coupling)
    {
        reply.Fields.Noun("coupling", coupling);
        Costs(reply, coupling);
    }

    /// <summary>What a coupling costs, without its arrays.</summary>
    public static void Costs(Reply reply, Coupling coupling) => reply.Fields
        .Whole("units", coupling.Units)
        .Whole("bytes", coupling.Bytes)
        .Text("kind", coupling.Kind)
        .Whole("multiply_adds", coupling.MultiplyAdds);
}
