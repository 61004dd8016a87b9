namespace FlrInterop.Learning;

/// <content>Learning trial by trial, as in a session.</content>
internal sealed unsafe partial class CentreOutRun<TLane, V>
{
    public override string Practise(
        CentreOut task, ChunkNoise noise, PracticePlan plan, double[] learned, Span<double> activity, Span<double> control, CancellationToken cancellation)
    {
        StepConstants constants = StepConstants.Of(Network, plan.Step);
        ReadOnlySpan<double> weights = task.Decoder.Weights.Span;
        double[] error = new double[2 * Lanes], hidden = new double[2 * Lanes];
        double rate = plan.Rate * plan.Step / Units / Targets;
        uint at = 0;
        Start(State);
        Start(Control);
        for (; at < plan.SettleSteps; at++)
        {
            noise.Fill(at, Units, Noise);
            Both(weights, learned, hidden, constants, null);
        }

        for (int bin = 0; bin < plan.Bins; bin++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (int k = 0; k < plan.StepsPerBin; k++, at++)
            {
                noise.Fill(at, Units, Noise);
                Error(task, error, null);
                Both(weights, learned, hidden, constants, (error, rate));
            }

            if (RateStep<TLane, V>.AnyBeyond(State, Units, Beyond))
                return RunStatus.DivergedAt(at);
            for (int a = 0; a < Targets; a++)
            {
                int row = ((a * plan.Bins) + bin) * Units;
                for (int i = 0; i < Units; i++)
                    (activity[row + i], control[row + i]) = (State[(i * Lanes) + a], Control[(i * Lanes) + a]);
            }
        }

        return RunStatus.Completed;
    }

    /// <summary>One step with what was learned and one without; where there is an error, what is learned changes after it was used.</summary>
    private void Both(ReadOnlySpan<double> weights, double[] learned, double[] hidden, StepConstants constants, (double[] Error, double Rate)? rule)
    {
        PlasticProduct<TLane, V, NoLimit<V>>.Shared(Coupling, State, Recurrent, Units);
        AddLearned(weights, learned, hidden);
        if (rule is { } given)
            Update(learned, given.Error, given.Rate);
        Advance(State, constants);
        PlasticProduct<TLane, V, NoLimit<V>>.Shared(Coupling, Control, Recurrent, Units);
        Advance(Control, constants);
    }
}
