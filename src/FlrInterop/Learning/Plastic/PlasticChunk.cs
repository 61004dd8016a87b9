using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>
/// A chunk of trials that learn, each with its own J: memory, and the steps of learning in the widest registers. N² numbers a
/// trial, taken once and used for one chunk after another.
/// </summary>
internal abstract unsafe class PlasticChunk : IDisposable
{
    /// <summary>States beyond this count as diverged.</summary>
    public const double Beyond = 1e6;

    protected const int Lanes = ChunkLayout.Lanes;

    private readonly AlignedMemory<double> _memory;
    private AlignedMemory<double>? _change;
    private double* _previous;
    private UpdateForm _form;

    protected PlasticChunk(Network network)
    {
        Network = network;
        Units = network.Units;
        long block = (long)Units * Lanes, all = (long)Units * Units;
        _memory = new AlignedMemory<double>(checked((all * Lanes) + (9 * block)));
        double* at = _memory.Start;
        Weights = at;
        at += all * Lanes;
        State = Block(ref at);
        _previous = Block(ref at);
        Recurrent = Block(ref at);
        Growth = Block(ref at);
        Keep = Block(ref at);
        OwnPresynaptic = Block(ref at);
        Noise = Block(ref at);
        Target = Block(ref at);
        Drive = Block(ref at);
    }

    public Network Network { get; }

    public int Units { get; }

    /// <summary>J, (post, pre, trial), without the update of the last step, which waits for the next product.</summary>
    public double* Weights { get; }

    /// <summary>x, (unit, trial).</summary>
    public double* State { get; private set; }

    /// <summary>u = J x, (unit, trial).</summary>
    public double* Recurrent { get; }

    /// <summary>z, (unit, trial).</summary>
    public double* Noise { get; }

    /// <summary>ξ, (unit, trial).</summary>
    public double* Target { get; }

    /// <summary>β γ η, (unit, trial).</summary>
    public double* Drive { get; }

    protected double* Growth { get; }

    protected double* Keep { get; }

    protected double* OwnPresynaptic { get; }

    /// <summary>What the waiting update multiplies g with.</summary>
    protected double* Presynaptic => _form == UpdateForm.OwnPresynaptic ? OwnPresynaptic : _previous;

    private int Size => Units * Lanes;

    /// <summary>The widest that this processor has, or a given width.</summary>
    public static PlasticChunk Create(Network network, LaneWidth width)
    {
        bool limited = network.Connections is not null || network.Dale is not null;
        return (width, limited) switch
        {
            (LaneWidth.Bits512, false) => new FreeChunk<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network),
            (LaneWidth.Bits256, false) => new FreeChunk<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network),
            (_, false) => new FreeChunk<LanePortableDouble, double>(network),
            (LaneWidth.Bits512, true) => new LimitedChunk<Lane512Double, System.Runtime.Intrinsics.Vector512<double>>(network),
            (LaneWidth.Bits256, true) => new LimitedChunk<Lane256Double, System.Runtime.Intrinsics.Vector256<double>>(network),
            (_, true) => new LimitedChunk<LanePortableDouble, double>(network),
        };
    }

    /// <summary>Puts the input and the target of a map in a trial's place.</summary>
    public void SetMap(int lane, ReadOnlySpan<double> input, ReadOnlySpan<double> target)
    {
        double strength = Network.Gain * Network.InputStrength;
        for (int i = 0; i < Units; i++)
        {
            Target[(i * Lanes) + lane] = target[i];
            Drive[(i * Lanes) + lane] = strength * input[i];
        }
    }

    /// <summary>Every trial goes on from its state with this J, and no update is waiting.</summary>
    public object? BeginLearning(LearningRule rule, ReadOnlySpan<double> coupling, double rate, double step)
    {
        _form = rule.Form;
        if (_form == UpdateForm.Matrix)
            _change ??= new AlignedMemory<double>((long)Units * Size);
        new Span<double>(State, Size).CopyTo(new Span<double>(_previous, Size));
        new Span<double>(OwnPresynaptic, Size).Clear();
        new Span<double>(Growth, Size).Clear();
        new Span<double>(Keep, Size).Fill(1);
        for (int at = 0; at < coupling.Length; at++)
            new Span<double>(Weights + ((long)at * Lanes), Lanes).Fill(coupling[at]);
        return rule.Begin(new LearningStart
        {
            Network = Network,
            Trials = Lanes,
            Rate = rate,
            Step = step,
            State = new ReadOnlySpan<double>(State, Size),
            Target = new ReadOnlySpan<double>(Target, Size),
            Drive = new ReadOnlySpan<double>(Drive, Size),
        });
    }

    /// <summary>One step of explicit Euler on (x, J) together; the noise of the step has been filled in.</summary>
    public void LearnStep(LearningRule rule, object? memory, double rate, in StepConstants constants)
    {
        Product();
        var step = new PlasticStep
        {
            Network = Network,
            Units = Units,
            Trials = Lanes,
            Rate = rate * constants.Step,
            Step = constants.Step,
            State = new ReadOnlySpan<double>(State, Size),
            RecurrentInput = new ReadOnlySpan<double>(Recurrent, Size),
            Target = new ReadOnlySpan<double>(Target, Size),
            Drive = new ReadOnlySpan<double>(Drive, Size),
            Noise = new ReadOnlySpan<double>(Noise, Size),
            Weights = (long)Units * Size <= int.MaxValue ? new ReadOnlySpan<double>(Weights, Units * Size) : default,
            Memory = memory,
        };
        if (_form == UpdateForm.Matrix)
        {
            rule.MatrixUpdate(step, new Span<double>(_change!.Start, checked(Units * Size)));
            AddChange(_change.Start);
        }
        else
        {
            rule.RowUpdate(step, new Span<double>(Growth, Size), new Span<double>(Keep, Size));
            if (_form == UpdateForm.OwnPresynaptic)
                rule.Presynaptic(step, new Span<double>(OwnPresynaptic, Size));
        }

        double* next = _previous;
        _previous = State;
        State = next;
        Advance(Recurrent, Drive, Noise, _previous, State, constants);
    }

    /// <summary>u = J x with one J for all trials.</summary>
    public abstract void SharedProduct(double* weights, double* state, double* result);

    /// <summary>x at the end of a step.</summary>
    public abstract void Advance(double* recurrent, double* drive, double* noise, double* state, double* next, in StepConstants constants);

    public abstract bool AnyBeyond(double* state);

    /// <summary>Applies the update that is waiting, then u = J x of each trial's own J.</summary>
    public void Product() => Product(State, Recurrent);

    /// <summary>u = J x of another state with each trial's own J, before the learning step; the update that was waiting is then done.</summary>
    public void ProbeProduct(double* state, double* result)
    {
        Product(state, result);
        new Span<double>(Growth, Size).Clear();
        new Span<double>(Keep, Size).Fill(1);
    }

    /// <summary>J of a trial, shape (units · units,) row-major.</summary>
    public void CopyWeights(int lane, Span<double> weights)
    {
        for (int at = 0; at < weights.Length; at++)
            weights[at] = Weights[((long)at * Lanes) + lane];
    }

    public void Dispose()
    {
        _memory.Dispose();
        _change?.Dispose();
    }

    protected abstract void Product(double* state, double* result);

    /// <summary>Adds a change to each trial's J, as far as the network allows.</summary>
    protected abstract void AddChange(double* change);

    private double* Block(ref double* at)
    {
        double* place = at;
        at += Size;
        return place;
    }
}
