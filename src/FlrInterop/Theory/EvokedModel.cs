using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>A network in the state that one map's input evokes: the fixed point, its slopes and its linear response.</summary>
internal sealed class EvokedModel
{
    private readonly Network _network;
    private readonly InputOutputMap _task;
    private readonly int _map;
    private readonly double[] _spontaneous;
    private LinearResponse? _leaky;
    private double _leak;

    private EvokedModel(Network network, InputOutputMap task, int map, FixedPointResult evoked, double[] spontaneous)
    {
        _network = network;
        _task = task;
        _map = map;
        _spontaneous = spontaneous;
        Evoked = evoked;
        Slopes = new double[network.Units];
        RecurrentInput = new double[network.Units];
        new RateMap(network, task.Inputs.At(map)).Slopes(evoked.State.Span, Slopes);
        network.Coupling.Multiply(evoked.State.Span, RecurrentInput);
        Response = evoked.Converged ? LinearResponse.Of(network.Coupling, Slopes) : null;
    }

    /// <summary>The fixed point x* under the input.</summary>
    public FixedPointResult Evoked { get; }

    /// <summary>g_i = β φ'(h_i).</summary>
    public double[] Slopes { get; }

    /// <summary>u = J x*.</summary>
    public double[] RecurrentInput { get; }

    /// <summary>(1 − diag(g) J)⁻¹; null where no fixed point was found.</summary>
    public LinearResponse? Response { get; }

    /// <summary>The model at one map; the mean activity without input, empty for 0, is the same for all of them.</summary>
    public static EvokedModel At(Network network, InputOutputMap task, int map, double[] spontaneous, CancellationToken cancellation = default)
        => new(network, task, map, FixedPoint.Find(network, task.Inputs.At(map), cancellation: cancellation), spontaneous);

    /// <summary>The mean activity without input, empty for 0.</summary>
    public static double[] Spontaneous(Network network)
        => network.Transfer.Value(0) == 0 ? [] : FixedPoint.Find(network).State.ToArray();

    /// <summary>v = χ_b (g_b ∘ Ḡ x*_b): how learning this map moves the units while the probe's state is evoked; the probe may be this one.</summary>
    public double[] Velocity(LearningRule rule, EvokedModel probe)
    {
        double[] drive = Drive(rule, probe);
        return probe.Response is null ? drive : probe.Response.Solve(drive);
    }

    /// <summary>g_b ∘ Ḡ x*_b: the force that learning this map puts on the units while the probe's state is evoked; NaN where there is none.</summary>
    public double[] Drive(LearningRule rule, EvokedModel probe)
    {
        double[] drive = new double[_network.Units];
        if (Response is null || probe.Response is null || !rule.HasMeanDrive)
        {
            Array.Fill(drive, double.NaN);
            return drive;
        }

        bool other = probe != this;
        rule.MeanDrive(
            new EvokedState
            {
                Mean = Evoked.State.Span,
                Target = _task.Targets.Row(_map),
                RecurrentInput = RecurrentInput,
                Probe = other ? probe.Evoked.State.Span : default,
                ProbeRecurrentInput = other ? probe.RecurrentInput : default,
                Coupling = rule.Form == UpdateForm.Matrix ? _network.Coupling.DenseTo("tell the mean drive of rule '" + rule.Name + "'", 1).Span : default,
                SpontaneousMean = _spontaneous,
                Slopes = Slopes,
                Input = _task.Inputs.Row(_map),
                Transposed = SolveTransposed,
                Noise = _network.Noise,
                Gain = _network.Gain,
                InputStrength = _network.InputStrength,
                Transfer = _network.Transfer,
            },
            drive);
        TensorPrimitives.Multiply(drive, probe.Slopes, drive);
        return drive;
    }

    /// <summary>(1 + k − diag(g) J)⁻ᵀ b = (1 − diag(g / (1 + k)) J)⁻ᵀ b / (1 + k).</summary>
    private double[] SolveTransposed(ReadOnlySpan<double> vector, double leak)
    {
        if (leak == 0)
            return Response!.SolveTransposed(vector);
        if (_leaky is null || _leak != leak)
        {
            // Rules ask many times for the same leak.
            double[] slopes = new double[Slopes.Length];
            TensorPrimitives.Divide(Slopes, 1 + leak, slopes);
            (_leaky, _leak) = (LinearResponse.Of(_network.Coupling, slopes), leak);
        }

        double[] solved = _leaky.SolveTransposed(vector);
        TensorPrimitives.Divide(solved, 1 + leak, solved);
        return solved;
    }
}
