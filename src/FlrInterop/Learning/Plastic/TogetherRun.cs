using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>All maps learned in one coupling, in turn: their states run side by side, at step n map n mod maps teaches.</summary>
internal sealed class TogetherRun : IDisposable
{
    private const int Lanes = ChunkLayout.Lanes;

    private readonly Network _network;
    private readonly InputOutputMap _task;
    private readonly LearningRule _rule;
    private readonly LearnOptions _options;
    private readonly int _units;
    private readonly int _maps;
    private readonly TogetherBlock[] _blocks;
    private readonly TogetherWeights _weights;
    private readonly double[] _growth;
    private readonly double[] _keep;
    private readonly double[] _presynaptic;
    private readonly double[] _change;
    private readonly double[] _unused;

    public TogetherRun(Network network, InputOutputMap task, LearningRule rule, LearnOptions options, TogetherWeights weights, LaneWidth width)
    {
        _network = network;
        _task = task;
        _rule = rule;
        _options = options;
        _units = network.Units;
        _maps = task.Maps;
        _weights = weights;
        _blocks = [.. Enumerable.Range(0, ChunkLayout.Chunks(_maps)).Select(number => new TogetherBlock(network, task, number, options.Seed, width))];
        _growth = new double[_units];
        _keep = new double[_units];
        _presynaptic = new double[_units];
        _change = rule.Form == UpdateForm.Matrix ? new double[_units * _units] : [];

        // What a rule says of a map that does not teach.
        _unused = new double[_change.Length + (3 * _units)];
    }

    public void SetState(int map, ReadOnlySpan<double> state) => _blocks[map / Lanes].SetState(map % Lanes, state);

    public void Run(LearnedMemory learned, LearningRecord record, Action tick)
    {
        StepConstants constants = StepConstants.Of(_network, _options.Step);
        object?[] memories = Begin();
        Observe(record, 0);
        try
        {
            for (int step = 1; step <= _options.Steps; step++)
            {
                tick();
                foreach (TogetherBlock block in _blocks)
                {
                    block.FillNoise((uint)(step - 1));
                    _weights.Product(block);
                }

                int teacher = (step - 1) % _maps;
                for (int map = 0; map < _maps; map++)
                {
                    // A rule without memory has nothing to do for a map that does not teach.
                    if (map == teacher || memories[map] is not null)
                        Teach(map, map == teacher ? _options.Rate * _options.Step : 0, memories[map]);
                }

                _weights.Learn(teacher, new TogetherUpdate { Growth = _growth, Keep = _keep, Presynaptic = _presynaptic, Change = _change });
                bool beyond = false;
                foreach (TogetherBlock block in _blocks)
                    beyond |= block.Advance(constants);
                if (beyond)
                {
                    for (int map = 0; map < _maps; map++)
                        record.Diverge(map, step);
                    return;
                }

                Observe(record, step);
            }

            for (int map = 0; map < _maps; map++)
                record.Finish(map);
        }
        finally
        {
            _weights.Copy(learned);
        }
    }

    public void Dispose()
    {
        foreach (TogetherBlock block in _blocks)
            block.Dispose();
    }

    private object?[] Begin()
    {
        object?[] memories = new object?[_maps];
        for (int map = 0; map < _maps; map++)
        {
            MapColumns columns = _blocks[map / Lanes].Columns(map % Lanes);
            memories[map] = _rule.Begin(new LearningStart
            {
                Network = _network,
                Trials = 1,
                Rate = _options.Rate,
                Step = _options.Step,
                State = columns.State,
                Target = columns.Target,
                Drive = columns.Drive,
                First = memories[0],
            });
        }

        return memories;
    }

    /// <summary>Asks the rule; what it says of the teacher waits in growth, keep, presynaptic and change.</summary>
    private void Teach(int map, double rate, object? memory)
    {
        MapColumns columns = _blocks[map / Lanes].Columns(map % Lanes);
        var step = new PlasticStep
        {
            Network = _network,
            Units = _units,
            Trials = 1,
            Rate = rate,
            Step = _options.Step,
            State = columns.State,
            RecurrentInput = columns.Recurrent,
            Target = columns.Target,
            Drive = columns.Drive,
            Noise = columns.Noise,
            Weights = _weights.Seen,
            Memory = memory,
        };
        bool teaches = rate > 0;
        if (_rule.Form == UpdateForm.Matrix)
        {
            _rule.MatrixUpdate(step, teaches ? _change : _unused.AsSpan(0, _change.Length));
            return;
        }

        _rule.RowUpdate(step, teaches ? _growth : _unused.AsSpan(0, _units), teaches ? _keep : _unused.AsSpan(_units, _units));
        if (_rule.Form == UpdateForm.OwnPresynaptic)
            _rule.Presynaptic(step, teaches ? _presynaptic : _unused.AsSpan(2 * _units, _units));
        else if (teaches)
            columns.State.CopyTo(_presynaptic);
    }

    private void Observe(LearningRecord record, int step)
    {
        for (int number = 0; number < _blocks.Length; number++)
            _blocks[number].Observe(record, step, number * Lanes, Math.Min(Lanes, _maps - (number * Lanes)));
    }
}
