using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>The run at one register width; the width changes no bit.</summary>
internal sealed unsafe class CentreOutRun<TLane, V>(Network network, NdArray<double> cues, NdArray<double> initial)
    : CentreOutRun(network, cues, initial)
    where TLane : struct, ILane<double, V>
    where V : unmanaged
{
    public override string Record(
        ChunkNoise noise, double step, int settleSteps, int bins, int stepsPerBin, Span<double> activity, CancellationToken cancellation)
    {
        uint at = 0;
        StepConstants constants = StepConstants.Of(Network, step);
        Start(Control);
        for (; at < settleSteps; at++)
            Plain(noise, at, constants);
        for (int bin = 0; bin < bins; bin++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int k = 0; k < stepsPerBin; k++, at++)
                Plain(noise, at, constants);
            if (RateStep<TLane, V>.AnyBeyond(Control, Units, Beyond))
                return RunStatus.DivergedAt(at);
            for (int a = 0; a < Targets; a++)
            {
                for (int i = 0; i < Units; i++)
                    activity[(((a * bins) + bin) * Units) + i] = Control[(i * Lanes) + a];
            }
        }

        return RunStatus.Completed;
    }

    public override string Learn(CentreOut task, ChunkNoise noise, CentreOutPlan plan, Span<double> slopes, CancellationToken cancellation)
    {
        StepConstants constants = StepConstants.Of(Network, plan.Step);
        uint at = 0;
        Start(Control);
        for (; at < plan.SettleSteps; at++)
            Plain(noise, at, constants);
        new Span<double>(Control, Units * Lanes).CopyTo(new Span<double>(State, Units * Lanes));
        slopes.Clear();
        double[] learned = new double[2 * Units], error = new double[2 * Lanes], hidden = new double[2 * Lanes];
        int from = plan.LearnSteps / 3, count = plan.LearnSteps - from;
        double centre = from + (0.5 * (count + 1)), squares = count * (((double)count * count) - 1) / 12 * plan.Step;
        double rate = plan.Rate * plan.Step / Units / (plan.TrainedTarget is null ? Targets : 1);
        for (int n = 1; n <= plan.LearnSteps; n++, at++)
        {
            noise.Fill(at, Units, Noise);
            Error(task, error, plan.TrainedTarget);
            PlasticProduct<TLane, V, NoLimit<V>>.Shared(Coupling, State, Recurrent, Units);
            AddLearned(task.Decoder.Weights.Span, learned, hidden);
            Update(learned, error, rate);
            Advance(State, constants);
            PlasticProduct<TLane, V, NoLimit<V>>.Shared(Coupling, Control, Recurrent, Units);
            Advance(Control, constants);
            if ((n & 63) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (RateStep<TLane, V>.AnyBeyond(State, Units, Beyond))
                    return RunStatus.DivergedAt(at + 1);
            }

            if (n > from)
                AddDisplacement(task, (n - centre) / squares, slopes);
        }

        return RunStatus.Completed;
    }

    private void Start(double* state) => new Span<double>(Initial, Units * Lanes).CopyTo(new Span<double>(state, Units * Lanes));

    private void Plain(ChunkNoise noise, uint at, StepConstants constants)
    {
        noise.Fill(at, Units, Noise);
        PlasticProduct<TLane, V, NoLimit<V>>.Shared(Coupling, Control, Recurrent, Units);
        Advance(Control, constants);
    }

    private void Advance(double* state, StepConstants constants)
        => RateStep<TLane, V>.Advance(Recurrent, Drive, Noise, state, state, Units, constants, Network.Transfer);

    /// <summary>e = v* u − v of the trained targets, 0 for the others.</summary>
    private void Error(CentreOut task, double[] error, int? trained)
    {
        ReadOnlySpan<double> weights = task.Decoder.Weights.Span, u = task.Directions.Span;
        for (int axis = 0; axis < 2; axis++)
        {
            Span<double> own = error.AsSpan(axis * Lanes, Lanes);
            own.Clear();
            for (int i = 0; i < Units; i++)
            {
                double w = weights[(axis * Units) + i];
                for (int a = 0; a < Lanes; a++)
                    own[a] -= w * State[(i * Lanes) + a];
            }

            for (int a = 0; a < Lanes; a++)
            {
                bool counts = a < Targets && (trained is null || trained == a);
                own[a] = counts ? own[a] - task.Decoder.Shift[axis] + (task.WantedSpeed * u[(2 * a) + axis]) : 0;
            }
        }
    }

    /// <summary>u ← u + Bᵀ (W x).</summary>
    private void AddLearned(ReadOnlySpan<double> weights, double[] learned, double[] hidden)
    {
        Array.Clear(hidden);
        for (int i = 0; i < Units; i++)
        {
            double wx = learned[i], wy = learned[Units + i];
            for (int a = 0; a < Lanes; a++)
            {
                hidden[a] += wx * State[(i * Lanes) + a];
                hidden[Lanes + a] += wy * State[(i * Lanes) + a];
            }
        }

        for (int i = 0; i < Units; i++)
        {
            double bx = weights[i], by = weights[Units + i];
            for (int a = 0; a < Lanes; a++)
                Recurrent[(i * Lanes) + a] += (bx * hidden[a]) + (by * hidden[Lanes + a]);
        }
    }

    /// <summary>W ← W + ε h Σ_a e_a x_aᵀ / N.</summary>
    private void Update(double[] learned, double[] error, double rate)
    {
        for (int i = 0; i < Units; i++)
        {
            double x = 0, y = 0;
            for (int a = 0; a < Targets; a++)
            {
                x += error[a] * State[(i * Lanes) + a];
                y += error[Lanes + a] * State[(i * Lanes) + a];
            }

            learned[i] += rate * x;
            learned[Units + i] += rate * y;
        }
    }

    private void AddDisplacement(CentreOut task, double weight, Span<double> slopes)
    {
        ReadOnlySpan<double> weights = task.Decoder.Weights.Span, u = task.Directions.Span;
        for (int a = 0; a < Targets; a++)
        {
            double x = 0, y = 0;
            for (int i = 0; i < Units; i++)
            {
                double moved = State[(i * Lanes) + a] - Control[(i * Lanes) + a];
                x += weights[i] * moved;
                y += weights[Units + i] * moved;
            }

            slopes[a] += weight * ((u[2 * a] * x) + (u[(2 * a) + 1] * y));
        }
    }
}
