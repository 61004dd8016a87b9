namespace FlrInterop.Bridge;

/// <summary>A parameter of an operation, as data.</summary>
/// <param name="Name">As Python writes it.</param>
/// <param name="Type">int, float, bool, text, seed, array, a noun, a list of texts; "?" behind it: may be null.</param>
/// <param name="Documentation">One sentence.</param>
/// <param name="Default">Its default as JSON; null where it must be given.</param>
/// <param name="Unit">τ, 1/τ, ...; empty for pure numbers.</param>
internal sealed record Parameter(string Name, string Type, string Documentation, string? Default = null, string Unit = "")
{
    public bool IsRequired => Default is null;
}
