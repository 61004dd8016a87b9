namespace FlrInterop;

/// <summary>A block of a session: a run of trials under one decoder.</summary>
/// <param name="Index">The number that bins and trials carry in their block column.</param>
/// <param name="Name">Its name, "intuitive" or "perturbed" for example.</param>
/// <param name="Decoder">The name of the decoder that moved the cursor; null where it is not stored.</param>
public sealed record SessionBlock(long Index, string Name, string? Decoder);
