namespace FlrInterop.Numerics;

/// <summary>
/// What a random number is for: the low byte of the Philox counter's last word, so that one seed serves everything without
/// two uses ever sharing a number. The upper 24 bits are free for a second index (a map, a resample).
/// </summary>
internal enum Purpose : uint
{
    Dynamics = 0,
    Coupling = 1,
    Pattern = 2,
    Permutation = 3,
    Bootstrap = 4,
    InitialState = 5,
    Exploration = 6,
}
