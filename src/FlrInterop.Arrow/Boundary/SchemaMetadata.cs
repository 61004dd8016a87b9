using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace FlrInterop.Boundary;

/// <summary>The key-value block of an ArrowSchema: a count, then length and bytes of each key and value, in native byte order.</summary>
internal static unsafe class SchemaMetadata
{
    public static byte[] Encode(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var bytes = new List<byte>();
        bytes.AddRange(BitConverter.GetBytes(pairs.Length));
        foreach ((string key, string value) in pairs)
        {
            Append(bytes, key);
            Append(bytes, value);
        }

        return [.. bytes];
    }

    public static Dictionary<string, string> Decode(byte* block)
    {
        var pairs = new Dictionary<string, string>();
        if (block is null)
            return pairs;
        int count = Number(ref block);
        for (int i = 0; i < count; i++)
        {
            string key = Text(ref block);
            pairs[key] = Text(ref block);
        }

        return pairs;
    }

    private static void Append(List<byte> bytes, string text)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(text);
        bytes.AddRange(BitConverter.GetBytes(encoded.Length));
        bytes.AddRange(encoded);
    }

    private static int Number(ref byte* at)
    {
        var bytes = new ReadOnlySpan<byte>(at, sizeof(int));
        at += sizeof(int);
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private static string Text(ref byte* at)
    {
        int length = Number(ref at);
        string text = Marshal.PtrToStringUTF8((nint)at, length);
        at += length;
        return text;
    }
}
