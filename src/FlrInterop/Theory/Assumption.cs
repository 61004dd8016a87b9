namespace FlrInterop;

/// <summary>Something that a prediction takes for granted, and whether it holds here.</summary>
/// <param name="Name">What is assumed.</param>
/// <param name="Value">What was found.</param>
/// <param name="Holds">Whether it holds; null where the source cannot tell.</param>
public sealed record Assumption(string Name, string Value, bool? Holds);
