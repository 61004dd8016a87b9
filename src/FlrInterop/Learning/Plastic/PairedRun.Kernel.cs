using System.Runtime.CompilerServices;
using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>A paired run whose weights may change to anything.</summary>
internal unsafe class PairedRun<TLane, V>(Network network, NdArray<double> coupling) : PairedRun(network, coupling)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    private const int Lanes = ChunkLayout.Lanes;

    public override string Run(
        PairedPlan plan, InputOutputMap task, int map, LearningRule rule, MeasureOptions options, int chunk, Span<double> slopes, Action tick)
    {
        Prepare(plan, task, map);
        var noise = new ChunkNoise(options.Seed, map, chunk * Lanes);
        StepConstants constants = StepConstants.Of(Network, options.Step);
        bool bounded = Network.Transfer.IsBounded() && options.Step <= 1;
        uint step = 0;
        for (; step < plan.SettleSteps; step++)
        {
            noise.Fill(step, Units, Noise);
            PlasticProduct<TLane, V, NoLimit<V>>.Shared(Fixed, Control, ControlRecurrent, Units);
            RateStep<TLane, V>.Advance(ControlRecurrent, Drive, Noise, Control, Control, Units, constants, Network.Transfer);
            if (!bounded && RateStep<TLane, V>.AnyBeyond(Control, Units, Beyond))
                return RunStatus.DivergedAt(step + 1);
            tick();
        }

        StartLearning();
        var slope = new SecondHalfSlope(plan.LearnSteps, options.Step);
        slopes.Clear();
        for (int learned = 1; learned <= plan.LearnSteps; learned++, step++)
        {
            noise.Fill(step, Units, Noise);
            PlasticProduct<TLane, V, NoLimit<V>>.Shared(Fixed, Control, ControlRecurrent, Units);
            Own();
            rule.RowUpdate(Step(plan.Rate * options.Step), new Span<double>(Growth, Units * Lanes), new Span<double>(Keep, Units * Lanes));
            SwapStates();
            RateStep<TLane, V>.Advance(Recurrent, Drive, Noise, Previous, State, Units, constants, Network.Transfer);
            RateStep<TLane, V>.Advance(ControlRecurrent, Drive, Noise, Control, Control, Units, constants, Network.Transfer);
            if (!bounded && (RateStep<TLane, V>.AnyBeyond(State, Units, Beyond) || RateStep<TLane, V>.AnyBeyond(Control, Units, Beyond)))
                return RunStatus.DivergedAt(step + 1);
            if (slope.Counts(learned))
                AddDisplacement(slope.Weight(learned) / Units, slopes);
            tick();
        }

        return RunStatus.Completed;
    }

    /// <summary>The products of the trials' own weights, after the update of the step before.</summary>
    protected virtual void Own() => PlasticProduct<TLane, V, NoLimit<V>>.Own(Weights, Previous, Growth, Keep, State, Recurrent, Units, default);

    private void Prepare(PairedPlan plan, InputOutputMap task, int map)
    {
        ReadOnlySpan<double> input = task.Inputs.Row(map), target = task.Targets.Row(map), initial = plan.Initial.Span;
        double strength = Network.Gain * Network.InputStrength;
        for (int i = 0; i < Units; i++)
        {
            Target[i] = target[i];
            Drive[i] = strength * input[i];
            new Span<double>(Control + (i * Lanes), Lanes).Fill(initial[i]);
        }
    }

    /// <summary>Both runs go on from one state, with one J, and no update is waiting.</summary>
    private void StartLearning()
    {
        int block = Units * Lanes;
        new Span<double>(Control, block).CopyTo(new Span<double>(State, block));
        new Span<double>(Control, block).CopyTo(new Span<double>(Previous, block));
        new Span<double>(Growth, block).Clear();
        new Span<double>(Keep, block).Fill(1);
        for (long at = 0; at < (long)Units * Units; at++)
            new Span<double>(Weights + (at * Lanes), Lanes).Fill(Fixed[at]);
    }

    private PlasticStep Step(double rate) => new()
    {
        Units = Units,
        Trials = Lanes,
        Rate = rate,
        State = new ReadOnlySpan<double>(State, Units * Lanes),
        RecurrentInput = new ReadOnlySpan<double>(Recurrent, Units * Lanes),
        Target = new ReadOnlySpan<double>(Target, Units),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddDisplacement(double weight, Span<double> slopes)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            double displacement = 0;
            for (int i = 0; i < Units; i++)
                displacement += Target[i] * (State[(i * Lanes) + lane] - Control[(i * Lanes) + lane]);
            slopes[lane] += weight * displacement;
        }
    }
}

/// <summary>A paired run of a network with a mask or with signs: masked weights stay 0, signed weights stop at 0.</summary>
internal sealed unsafe class LimitedPairedRun<TLane, V>(Network network, NdArray<double> coupling) : PairedRun<TLane, V>(network, coupling)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    protected override void Own()
    {
        fixed (byte* mask = Network.Mask is null ? default : Network.Mask.Span)
        fixed (double* dale = Network.Dale is null ? default : Network.Dale.Span)
        {
            PlasticProduct<TLane, V, MaskAndSign<TLane, V>>.Own(
                Weights, Previous, Growth, Keep, State, Recurrent, Units, new MaskAndSign<TLane, V>(mask, dale, Units));
        }
    }
}
