namespace FlrInterop.Numerics;

/// <summary>One word, without vector instructions.</summary>
internal unsafe struct WordsPortable : IWords<ulong>
{
    public static int Width => 1;

    public static ulong Broadcast(ulong value) => value;

    public static ulong Ascending(ulong first) => first;

    public static ulong MultiplyLow(ulong a, ulong b) => (ulong)(uint)a * (uint)b;

    public static ulong High(ulong a) => a >> 32;

    public static ulong Xor(ulong a, ulong b, ulong c) => a ^ b ^ c;

    public static void Store(ulong* place, ulong words) => *place = words;

    public static void StoreNarrow(uint* place, ulong first, ulong second)
    {
        place[0] = (uint)first;
        place[1] = (uint)second;
    }
}
