namespace FlrInterop;

/// <summary>The capital letters as one line each on a grid of 5 × 7 points, drawn without lifting the pen.</summary>
internal static class LetterStrokes
{
    // Pairs of digits: x from 0 (left) to 4, y from 0 (bottom) to 6.
    private static readonly Dictionary<char, string> Lines = new()
    {
        ['A'] = "00 26 40 32 12",
        ['B'] = "00 06 26 35 34 23 03 23 42 41 30 00",
        ['C'] = "45 36 16 05 01 10 30 41",
        ['D'] = "00 06 26 44 42 20 00",
        ['E'] = "40 00 03 33 03 06 46",
        ['F'] = "00 03 33 03 06 46",
        ['G'] = "45 36 16 05 01 10 30 41 43 23",
        ['H'] = "00 06 03 43 46 40",
        ['I'] = "10 30 20 26 16 36",
        ['J'] = "01 10 20 31 36",
        ['K'] = "00 06 03 46 03 40",
        ['L'] = "06 00 40",
        ['M'] = "00 06 23 46 40",
        ['N'] = "00 06 40 46",
        ['O'] = "16 05 01 10 30 41 45 36 16",
        ['P'] = "00 06 36 45 44 33 03",
        ['Q'] = "16 05 01 10 30 22 40 30 41 45 36 16",
        ['R'] = "00 06 36 45 44 33 03 23 40",
        ['S'] = "01 10 30 41 42 33 13 04 05 16 36 45",
        ['T'] = "06 46 26 20",
        ['U'] = "06 01 10 30 41 46",
        ['V'] = "06 20 46",
        ['W'] = "06 10 24 30 46",
        ['X'] = "00 46 23 06 40",
        ['Y'] = "06 23 46 23 20",
        ['Z'] = "06 46 00 40",
    };

    /// <summary>The letters there are.</summary>
    public static string Known => string.Concat(Lines.Keys);

    /// <summary>The corners of a letter as a closed line: where it does not end as it began, the pen goes back the way it came.</summary>
    public static double[][] Of(char letter)
    {
        if (!Lines.TryGetValue(char.ToUpperInvariant(letter), out string? line))
            throw new UnknownNameException($"letter is '{letter}', expected one of: {Known}");
        List<double[]> corners = [.. line.Split(' ').Select(point => new double[] { point[0] - '0', point[1] - '0' })];
        if (corners[0].SequenceEqual(corners[^1]))
            corners.RemoveAt(corners.Count - 1);
        else
            corners.AddRange(Enumerable.Range(1, corners.Count - 2).Select(i => corners[^(i + 1)]).ToArray());
        return [.. corners];
    }
}
