using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>What the theory needs of one map, from a network or from activity.</summary>
internal sealed class PeriodicSource
{
    /// <summary>X_k.</summary>
    public required Complex[][] Activity { get; init; }

    /// <summary>(J x)_k.</summary>
    public required Complex[][] Recurrent { get; init; }

    /// <summary>ḡ.</summary>
    public required double[] Slopes { get; init; }

    public required IResponseSpectrum Response { get; init; }

    /// <summary>The place of the map in the response.</summary>
    public int ResponseMap { get; init; }

    /// <summary>The Euler step; null for continuous time.</summary>
    public double? Step { get; init; }

    /// <summary>C; null leaves noise terms out.</summary>
    public NdArray<double>? Covariance { get; init; }

    /// <summary>iω, or what stands for it.</summary>
    public Complex Rate(double omega)
        => Step is double h ? (Complex.Exp(new Complex(0, omega * h)) - 1) / h : new Complex(0, omega);
}

/// <summary>The speeds of one map: dX_k/ds = χ(kω)(ḡ ∘ Ḡ X_k) and what follows from it.</summary>
internal sealed class PeriodicTheory(PeriodicTask task, int map, LearningRule rule, PeriodicSource source)
{
    public PeriodicUpdate Update { get; } = PeriodicUpdate.Of(
        rule, [.. Enumerable.Range(0, source.Activity.Length).Select(k => task.Target(map, k))], source.Activity, source.Recurrent, source.Covariance);

    /// <summary>dX_k/ds.</summary>
    public Complex[][] Velocity()
    {
        var velocity = new Complex[source.Activity.Length][];
        for (int k = 0; k < velocity.Length; k++)
            velocity[k] = Respond(k, Update.Apply(source.Activity[k], source.Recurrent[k]));
        return velocity;
    }

    public double InPhase(Complex[][] velocity)
    {
        double sum = 0;
        Complex[] target = task.Target(map, 1);
        for (int i = 0; i < target.Length && velocity.Length > 1; i++)
            sum += (Complex.Conjugate(target[i]) * velocity[1][i]).Real / target.Length;
        return sum;
    }

    /// <summary>Re Σ_{k≥1,r} ē_kr (w_rᵀ dX_k/ds)/N + 2 × the k = 0 term.</summary>
    public double ErrorFall(Complex[][] velocity)
    {
        double fall = 0;
        for (int k = 0; k < velocity.Length; k++)
        {
            for (int r = 0; r < task.ReadoutCount; r++)
            {
                ReadOnlySpan<double> weights = task.Readout(map, r);
                Complex error = task.Curve(map, r, k) - Read(weights, source.Activity[k]);
                fall += (k == 0 ? 2 : 1) * (Complex.Conjugate(error) * Read(weights, velocity[k])).Real;
            }
        }

        return fall;
    }

    /// <summary>ξᵀχ(ω)(ḡ ∘ ξ) / N.</summary>
    public Complex AlongTarget()
    {
        ReadOnlySpan<double> weights = task.Readout(map, 0);
        Complex[] pattern = new Complex[weights.Length];
        for (int i = 0; i < pattern.Length; i++)
            pattern[i] = weights[i];
        return Read(weights, Respond(1, pattern));
    }

    private Complex[] Respond(int harmonic, Complex[] drive)
    {
        for (int i = 0; i < drive.Length; i++)
            drive[i] *= source.Slopes[i];
        return source.Response.Solve(source.ResponseMap, source.Rate(harmonic * task.Omega), Vector<Complex>.Build.Dense(drive)).ToArray();
    }

    private static Complex Read(ReadOnlySpan<double> weights, Complex[] activity)
    {
        Complex sum = 0;
        for (int i = 0; i < activity.Length; i++)
            sum += weights[i] * activity[i] / activity.Length;
        return sum;
    }
}
