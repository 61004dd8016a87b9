using System.Numerics.Tensors;

namespace FlrInterop;

/// <summary>A network linearised about the state that one map's input evokes: what the theory says of learning that map.</summary>
internal sealed class LinearisedMap
{
    private readonly EvokedModel _model;

    private LinearisedMap(EvokedModel model, double[] velocity, double speed, double nullSpeed)
    {
        _model = model;
        Velocity = velocity;
        Speed = speed;
        NullSpeed = nullSpeed;
    }

    /// <summary>The fixed point x* under the input.</summary>
    public FixedPointResult Evoked => _model.Evoked;

    /// <summary>g_i = β φ'(h_i).</summary>
    public double[] Slopes => _model.Slopes;

    /// <summary>(1 − diag(g) J)⁻¹; null where no fixed point was found.</summary>
    public LinearResponse? Response => _model.Response;

    /// <summary>v = χ (g ∘ Ḡ x*); NaN where no fixed point was found.</summary>
    public double[] Velocity { get; }

    /// <summary>ξᵀv / N; NaN where no fixed point was found.</summary>
    public double Speed { get; }

    /// <summary>ξᵀ(g ∘ Ḡ x*)/N: the speed if units did not answer to each other, χ = 1.</summary>
    public double NullSpeed { get; }

    public static LinearisedMap At(Network network, InputOutputMap task, int map, LearningRule rule, CancellationToken cancellation = default)
    {
        EvokedModel model = EvokedModel.At(network, task, map, EvokedModel.Spontaneous(network), cancellation);
        double[] drive = model.Drive(rule, model), velocity = model.Response is null ? drive : model.Response.Solve(drive);
        ReadOnlySpan<double> target = task.Targets.Row(map);
        return new LinearisedMap(
            model, velocity, TensorPrimitives.Dot(target, velocity) / network.Units, TensorPrimitives.Dot(target, drive) / network.Units);
    }

    /// <summary>The rate per τ at which the slowest mode relaxes, within 0.02 … 1; 1 where no fixed point was found.</summary>
    public double RelaxationRate() => Response is null ? 1 : Relaxation.Rate(Response, Slopes);
}
