using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>A network linearised about the state that one map's input evokes: what the theory says of learning that map.</summary>
internal sealed class LinearisedMap
{
    private LinearisedMap(FixedPointResult evoked, double[] slopes, LinearResponse? response, double[] velocity, double speed)
    {
        Evoked = evoked;
        Slopes = slopes;
        Response = response;
        Velocity = velocity;
        Speed = speed;
    }

    /// <summary>The fixed point x* under the input.</summary>
    public FixedPointResult Evoked { get; }

    /// <summary>g_i = β φ'(h_i).</summary>
    public double[] Slopes { get; }

    /// <summary>(1 − diag(g) J)⁻¹; null where no fixed point was found.</summary>
    public LinearResponse? Response { get; }

    /// <summary>v = χ (g ∘ Ḡ x*); NaN where no fixed point was found.</summary>
    public double[] Velocity { get; }

    /// <summary>ξᵀv / N; NaN where no fixed point was found.</summary>
    public double Speed { get; }

    public static LinearisedMap At(Network network, InputOutputMap task, int map, LearningRule rule, CancellationToken cancellation = default)
    {
        int units = network.Units;
        NdArray<double> input = task.Inputs.At(map);
        ReadOnlySpan<double> target = task.Targets.Row(map);
        FixedPointResult evoked = FixedPoint.Find(network, input, cancellation: cancellation);
        double[] slopes = new double[units], drive = new double[units];
        new RateMap(network, input).Slopes(evoked.State.Span, slopes);
        if (!evoked.Converged)
        {
            Array.Fill(drive, double.NaN);
            return new LinearisedMap(evoked, slopes, null, drive, double.NaN);
        }

        double[] recurrent = new double[units];
        network.Coupling.Multiply(evoked.State.Span, recurrent);
        rule.MeanDrive(new EvokedState { Mean = evoked.State.Span, Target = target, RecurrentInput = recurrent }, drive);
        TensorPrimitives.Multiply(drive, slopes, drive);
        LinearResponse response = LinearResponse.Of(network.Coupling, slopes);
        double[] velocity = response.Solve(drive);
        return new LinearisedMap(evoked, slopes, response, velocity, TensorPrimitives.Dot(target, velocity) / units);
    }

    /// <summary>The rate per τ at which the slowest mode relaxes, within 0.02 … 1; 1 where no fixed point was found.</summary>
    public double RelaxationRate() => Response is null ? 1 : Relaxation.Rate(Response, Slopes);
}
