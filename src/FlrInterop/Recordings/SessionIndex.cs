using System.Globalization;

namespace FlrInterop;

/// <summary>Where a session's trials, blocks and targets lie: built once, with the checks of how the tables refer to each other.</summary>
internal sealed class SessionIndex
{
    public SessionIndex(IReadOnlyList<SessionBlock> blocks, SessionBins bins, SessionTrials trials)
    {
        double[] known = [.. trials.TargetDeg.ToArray().Where(d => !double.IsNaN(d)).Distinct().Order()];
        Targets = known.Length > 0 || trials.Trial.Length == 0 ? known : [double.NaN];
        int count = trials.Trial.Length;
        TrialTarget = new int[count];
        TrialBlock = new int[count];
        TrialBins = new (int Start, int End)[count];
        TrialOfBin = new int[bins.Trial.Length];
        var rows = new Dictionary<long, int>();
        for (int row = 0; row < count; row++)
        {
            if (!rows.TryAdd(trials.Trial[row], row))
                throw new DataFormatException($"trial {trials.Trial[row]} is listed twice, expected every trial once");
            TrialTarget[row] = Array.BinarySearch(Targets, trials.TargetDeg[row]);
            TrialBlock[row] = BlockAt(blocks, trials.Block[row], $"trial {trials.Trial[row]}");
        }

        PlaceBins(blocks, bins, trials, rows);
    }

    /// <summary>The different target directions in degrees, ascending; NaN alone where none is known.</summary>
    public double[] Targets { get; }

    /// <summary>The place in <see cref="Targets"/> of each trial; negative where its own target is not known but others' are.</summary>
    public int[] TrialTarget { get; }

    /// <summary>The place in the list of blocks of each trial.</summary>
    public int[] TrialBlock { get; }

    /// <summary>The bins of each trial, from start to before end; empty where it has none.</summary>
    public (int Start, int End)[] TrialBins { get; }

    /// <summary>The row of each bin's trial.</summary>
    public int[] TrialOfBin { get; }

    /// <summary>The number of trials with usable bins of each target in a block.</summary>
    public int[] UsableTrials(int block, SessionBins bins)
    {
        var usable = new int[Targets.Length];
        for (int row = 0; row < TrialBins.Length; row++)
        {
            (int start, int end) = TrialBins[row];
            if (TrialBlock[row] == block && bins.Usable.Span[start..end].Contains((byte)1))
                usable[TrialTarget[row]]++;
        }

        return usable;
    }

    private static int BlockAt(IReadOnlyList<SessionBlock> blocks, long index, string what)
    {
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Index == index)
                return i;
        }

        throw new DataFormatException($"{what} is of block {index}, expected one of {string.Join(", ", blocks.Select(b => b.Index))}");
    }

    private void PlaceBins(IReadOnlyList<SessionBlock> blocks, SessionBins bins, SessionTrials trials, Dictionary<long, int> rows)
    {
        int before = -1;
        for (int bin = 0; bin < TrialOfBin.Length; bin++)
        {
            long trial = bins.Trial[bin];
            if (!rows.TryGetValue(trial, out int row))
                throw new DataFormatException($"bin {bin} is of trial {trial}, which the table of trials does not list");
            if (row < before)
                throw new DataFormatException($"bin {bin} (trial {trial}) comes after bins of a later trial, expected bins sorted by trial in the order of the table of trials");
            if (row == before && bins.Time[bin] <= bins.Time[bin - 1])
                throw new DataFormatException($"bin {bin} of trial {trial} has time {bins.Time[bin]} after {bins.Time[bin - 1]}, expected a rising time within a trial");
            if (BlockAt(blocks, bins.Block[bin], $"bin {bin}") != TrialBlock[row])
                throw new DataFormatException($"bin {bin} is of block {bins.Block[bin]} but its trial {trial} of block {trials.Block[row]}");
            if (!bins.TargetDeg[bin].Equals(trials.TargetDeg[row]))
            {
                throw new DataFormatException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"bin {bin} has target {bins.TargetDeg[bin]}° but its trial {trial} has {trials.TargetDeg[row]}°, expected one target a trial"));
            }

            if (TrialTarget[row] < 0 && bins.Usable[bin] == 1)
                throw new DataFormatException($"bin {bin} counts but the target of its trial {trial} is not known, while those of others are. Hint: set usable to 0 there");
            TrialBins[row] = row == before ? (TrialBins[row].Start, bin + 1) : (bin, bin + 1);
            TrialOfBin[bin] = row;
            before = row;
        }
    }
}
