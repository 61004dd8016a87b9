namespace FlrInterop.Wire;

/// <summary>What a mistyped name was probably meant to be.</summary>
internal static class Nearest
{
    private const int FarthestMatch = 3;

    /// <summary>". Hint: did you mean 'x'?", or an empty text where nothing is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        (string? best, int distance) = known
            .Select(candidate => ((string?)candidate, Distance(name, candidate)))
            .DefaultIfEmpty((null, int.MaxValue))
            .MinBy(pair => pair.Item2);
        return best is not null && distance <= Math.Min(FarthestMatch, Math.Max(1, name.Length / 2)) ? $". Hint: did you mean '{best}'?" : "";
    }

    /// <summary>Levenshtein's distance: single characters inserted, deleted or replaced.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
