using FlrInterop.Numerics;
using FlrInterop.Statistics;

namespace FlrInterop;

/// <summary>Puts simulated trials into the tables of a session: each set of targets in a random order, the cursor from the centre.</summary>
internal sealed class SimulatedTables(CentreOutModel model, LatentDecoder old, LatentDecoder changed, SessionSimulationOptions options)
{
    private static readonly string[] Names = ["intuitive", "perturbed"];
    private readonly List<double> _position = [], _goal = [], _binTarget = [], _activity = [], _trialTarget = [];
    private readonly List<long> _block = [], _trial = [], _time = [], _trialBlock = [], _trialNumber = [];
    private readonly List<byte> _success = [];
    private readonly List<double>[] _velocity = [[], []], _progress = [[], []];

    /// <summary>Adds a block from the activity of its sets, shape (sets · targets · bins, units).</summary>
    public void Add(int block, NdArray<double> activity)
    {
        int targets = model.Cues.Shape[0], bins = options.Bins, sets = activity.Shape[0] / (targets * bins);
        NdArray<double> held = options.Latents ? old.LatentsOf(activity).ToNdArray() : activity;
        NdArray<double>[] velocities = [old.Velocity(activity), changed.Velocity(activity)];
        var shuffle = new Shuffle(options.Seed, Purpose.Permutation);
        int[] order = new int[targets];
        for (int set = 0; set < sets; set++)
        {
            for (int a = 0; a < targets; a++)
                order[a] = a;
            shuffle.Restart((block * sets) + set);
            shuffle.Order(order.AsSpan());
            foreach (int a in order)
                Trial(block, a, ((set * targets) + a) * bins, held, velocities);
        }
    }

    /// <summary>How much more progress through the new decoder the trials of each target made with learning than without, shape (sets, targets).</summary>
    public NdArray<double> Gained(NdArray<double> with, NdArray<double> without)
    {
        int targets = model.Cues.Shape[0], bins = options.Bins, sets = with.Shape[0] / (targets * bins);
        NdArray<double> left = changed.Velocity(with), right = changed.Velocity(without);
        NdArray<double> made = NdArray<double>.Create(out Span<double> gained, sets, targets);
        for (int place = 0; place < gained.Length; place++)
            gained[place] = MeanProgress(place % targets, place * bins, left) - MeanProgress(place % targets, place * bins, right);
        return made;
    }

    public BciSession Session()
    {
        int rows = _block.Count, trials = _trialNumber.Count;
        Decoder[] decoders = [Read(0, old), Read(1, changed)];
        return new BciSession(
            [new SessionBlock(1, Names[0], Names[0]), new SessionBlock(2, Names[1], Names[1])],
            decoders,
            new SessionBins
            {
                Block = NdArray<long>.Copy([.. _block], rows),
                Trial = NdArray<long>.Copy([.. _trial], rows),
                Time = NdArray<long>.Copy([.. _time], rows),
                Usable = NdArray<byte>.Copy([.. Enumerable.Repeat((byte)1, rows)], rows),
                PositionMm = NdArray<double>.Copy([.. _position], rows, 2),
                TargetPositionMm = NdArray<double>.Copy([.. _goal], rows, 2),
                TargetDeg = NdArray<double>.Copy([.. _binTarget], rows),
                Activity = NdArray<double>.Copy([.. _activity], rows, options.Latents ? old.Latents : old.Units),
                VelocityMmS = Enumerable.Range(0, 2).ToDictionary(d => Names[d], d => NdArray<double>.Copy([.. _velocity[d]], rows, 2)),
                ProgressMmS = Enumerable.Range(0, 2).ToDictionary(d => Names[d], d => NdArray<double>.Copy([.. _progress[d]], rows)),
            },
            new SessionTrials
            {
                Trial = NdArray<long>.Copy([.. _trialNumber], trials),
                Block = NdArray<long>.Copy([.. _trialBlock], trials),
                TargetDeg = NdArray<double>.Copy([.. _trialTarget], trials),
                Success = NdArray<byte>.Copy([.. _success], trials),
            },
            options.BinSeconds)
        {
            Layout = "simulated",
        };
    }

    private Decoder Read(int which, LatentDecoder decoder) => new(
        Names[which],
        NdArray<double>.Copy([0, 0, 0, 0], 2, 2),
        options.Latents ? decoder.Readout : decoder.Weights,
        options.Latents ? decoder.Offset : decoder.Shift);

    /// <summary>The mean over a trial's bins of v · u, u from the cursor after its move to the target: what an analysis makes of the tables.</summary>
    private double MeanProgress(int target, int first, NdArray<double> velocity)
    {
        double x = 0, y = 0, sum = 0;
        for (int bin = 0; bin < options.Bins; bin++)
        {
            double vx = velocity[first + bin, 0], vy = velocity[first + bin, 1];
            x += options.BinSeconds * vx;
            y += options.BinSeconds * vy;
            double dx = (options.DistanceMm * model.Directions[target, 0]) - x, dy = (options.DistanceMm * model.Directions[target, 1]) - y;
            sum += ((vx * dx) + (vy * dy)) / Math.Sqrt((dx * dx) + (dy * dy));
        }

        return sum / options.Bins;
    }

    private void Trial(int block, int target, int first, NdArray<double> held, NdArray<double>[] velocities)
    {
        // A trial counts as a success where the cursor has covered this part of the way.
        const double covered = 0.36;
        double ux = model.Directions[target, 0], uy = model.Directions[target, 1];
        double degrees = Math.Round(((Math.Atan2(uy, ux) * 180 / Math.PI) + 360) % 360, 9) % 360;
        double goalX = options.DistanceMm * ux, goalY = options.DistanceMm * uy, x = 0, y = 0;
        long number = _trialNumber.Count + 1;
        for (int bin = 0; bin < options.Bins; bin++)
        {
            int row = first + bin;
            x += options.BinSeconds * velocities[block][row, 0];
            y += options.BinSeconds * velocities[block][row, 1];
            double dx = goalX - x, dy = goalY - y, distance = Math.Sqrt((dx * dx) + (dy * dy));
            _block.Add(block + 1);
            _trial.Add(number);
            _time.Add(bin + 1);
            _position.AddRange([x, y]);
            _goal.AddRange([goalX, goalY]);
            _binTarget.Add(degrees);
            _activity.AddRange(held.Row(row));
            for (int d = 0; d < 2; d++)
            {
                double vx = velocities[d][row, 0], vy = velocities[d][row, 1];
                _velocity[d].AddRange([vx, vy]);
                _progress[d].Add(((vx * dx) + (vy * dy)) / distance);
            }
        }

        _trialNumber.Add(number);
        _trialBlock.Add(block + 1);
        _trialTarget.Add(degrees);
        _success.Add((byte)((x * ux) + (y * uy) >= covered * options.DistanceMm ? 1 : 0));
    }
}
