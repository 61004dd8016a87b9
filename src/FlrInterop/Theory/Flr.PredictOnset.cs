using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <content>Rhythms that go on by themselves.</content>
public static partial class Flr
{
    /// <summary>
    /// When Hebbian learning of a wave makes the network oscillate by itself, from the model: J₀ + ∫Ḡ ds gets an eigenvalue of diag(g) J − 1 on the
    /// imaginary axis. For waves that are played in as the input (<see cref="CosineWave.Rhythm"/>) at small amplitude.
    /// </summary>
    /// <param name="source">The network.</param>
    /// <param name="task">The waves, each learned on its own.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Times, shape (maps,), as ε t.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    public static OnsetPrediction PredictOnset(Network source, CosineWave task, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        Require.Shape([task.Units], "the task's units", "the network's (units,)", source.Units);
        FixedPointResult rest = FixedPoint.Find(source, cancellation: cancellation);
        double[] slopes = new double[source.Units];
        new RateMap(source, null).Slopes(rest.State.Span, slopes);
        Matrix<double> generator = source.Coupling.DenseTo("predict onsets", 3).ToMatrix();
        for (int i = 0; i < slopes.Length; i++)
        {
            generator.SetRow(i, generator.Row(i) * slopes[i]);
            generator[i, i] -= 1;
        }

        return Onsets(task, _ => generator, slopes, source.InputStrength, Estimators.Linearised, cancellation);
    }

    /// <summary>When Hebbian learning of a wave makes the network oscillate by itself, from activity before learning: −χ⁻¹ stands for diag(g) J₀ − 1.</summary>
    /// <param name="source">The activity, with its covariance and, where the estimator needs them, lags.</param>
    /// <param name="task">The waves, each learned on its own.</param>
    /// <param name="estimator">"equal-time", "lagged" or "one-lag".</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>Times, shape (maps,), as ε t.</returns>
    /// <exception cref="ShapeException">Units differ between source and task.</exception>
    /// <exception cref="ParameterException">The source does not know what the estimator needs.</exception>
    /// <exception cref="NumericalException">χ cannot be estimated from this activity.</exception>
    public static OnsetPrediction PredictOnset(
        Activity source, CosineWave task, string estimator = Estimators.EqualTime, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(task);
        Require.Shape([task.Units], "the task's units", "the activity's (units,)", source.Units);
        Susceptibility found = Response.Estimate(source, estimator);
        if (found.Status != RunStatus.Completed)
            throw new NumericalException($"there is no χ from this activity: {found.Status}");
        bool evoked = source.State == ActivityState.Evoked;
        if (evoked)
            Require.Shape([task.Maps], "the task's maps", "the evoked activity's (maps,)", found.Matrix.Shape[0]);
        double[] slopes = new double[source.Units];
        Array.Fill(slopes, source is { Gain: double gain, Transfer: TransferFunction transfer } ? gain * transfer.Slope(0) : 1);
        return Onsets(
            task, map => -ActivityMaps.Of(source, found.Matrix, map).ToMatrix().Inverse(), slopes, source.InputStrength ?? 1, estimator, cancellation);
    }

    private static OnsetPrediction Onsets(
        CosineWave task, Func<int, Matrix<double>> generator, double[] slopes, double strength, string estimator, CancellationToken cancellation)
    {
        NdArray<double> time = NdArray<double>.Create(out Span<double> times, task.Maps), frozen = NdArray<double>.Create(out Span<double> frozens, task.Maps);
        NdArray<double> frequency = NdArray<double>.Create(out Span<double> frequencies, task.Maps);
        string[] status = new string[task.Maps];
        for (int map = 0; map < task.Maps; map++)
        {
            Complex[] input = [.. task.Input(map, 1).Select(z => strength * z)];
            (times[map], frozens[map], frequencies[map]) = (double.NaN, double.NaN, double.NaN);
            if (Numerics.Eigenvalues.Leading(generator(map)) >= 0)
            {
                status[map] = "the state is not stable before learning: there is no onset to wait for";
                continue;
            }

            var flow = new OnsetFlow(generator(map), slopes, task.Target(map, 1), input, task.Omega);
            status[map] = "no onset: what is learned does not make the network oscillate by itself";
            if (flow.Frozen() is not double limit)
                continue;
            frozens[map] = limit;
            if (flow.Onset(limit, cancellation) is not (double found, double at))
                continue;
            (times[map], frequencies[map], status[map]) = (found, at, RunStatus.Completed);
        }

        return new OnsetPrediction
        {
            Time = time,
            Frozen = frozen,
            Frequency = frequency,
            Estimator = estimator,
            MapStatus = status,
            Status = RunStatus.OfMaps(status),
        };
    }
}
