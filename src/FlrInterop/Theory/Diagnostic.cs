namespace FlrInterop;

/// <summary>Something that decides whether a prediction may be trusted.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Value">What was found.</param>
/// <param name="Limit">The value from which on predictions suffer.</param>
/// <param name="Holds">Whether it is on the good side of the limit; null where the source cannot tell.</param>
/// <param name="Sentence">What it means for a prediction.</param>
public sealed record Diagnostic(string Name, double Value, double Limit, bool? Holds, string Sentence);

