using MathNet.Numerics.LinearAlgebra;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>Speeds of a task in time from activity before learning.</summary>
internal static class PeriodicActivityPrediction
{
    private const int Phases = 64;

    public static PeriodicPrediction Predict(Activity source, PeriodicTask task, LearningRule rule, PeriodicOptions options)
    {
        bool evoked = source.State == ActivityState.Evoked;
        Require.Shape([task.Units], "the task's units", "the activity's (units,)", source.Units);
        if (evoked)
            Require.Shape([task.Maps], "the task's maps", "the evoked activity's (maps,)", ActivityMaps.Count(source));
        if (options.FollowSlope)
            throw Require.Refused("follow_slope", true, "false for activity: the slope at every time needs the network");
        Susceptibility response = Response.Estimate(source, options.Estimator ?? Estimators.EqualTime);
        if (response.Spectrum is null)
            throw new NumericalException($"there is no χ(ω) from this activity: {response.Status}");
        int harmonics = options.Evoked is null ? task.Harmonics : Math.Max(task.Harmonics, options.Evoked.Components.Shape[1] - 1);
        if (options.Evoked is PeriodicActivity given)
            Require.Shape(given.Components.Shape, "evoked", "(maps, harmonics + 1, units)", task.Maps, -1, task.Units);
        var results = new PeriodicResults(task, Math.Max(1, harmonics));
        for (int map = 0; map < task.Maps; map++)
        {
            PeriodicSource own = Source(source, response.Spectrum, evoked ? map : 0, task, map, Math.Max(1, harmonics), options);
            var theory = new PeriodicTheory(task, map, rule, own);
            results.Add(map, theory, own.Activity, theory.Velocity(), response.Status);
        }

        bool slopes = source.Gain is not null && source.Transfer is not null;
        return results.Finish(response.Estimator, rule.Description,
        [
            .. response.Assumptions,
            new("slope of the transfer function known", slopes ? FormattableString.Invariant($"gain {source.Gain}") : "unknown: g = 1 for every unit", slopes),
            new("evoked activity observed", options.Evoked is null ? "predicted: linear response to the input" : "given", options.Evoked is not null),
        ]);
    }

    private static PeriodicSource Source(
        Activity source, IResponseSpectrum response, int place, PeriodicTask task, int map, int harmonics, PeriodicOptions options)
    {
        double strength = source.InputStrength ?? 1;
        double[] slopes = new double[source.Units];
        Array.Fill(slopes, source is { Gain: double gain, Transfer: TransferFunction transfer } ? gain * transfer.Slope(0) : 1);
        var draft = new PeriodicSource { Activity = [], Recurrent = [], Slopes = slopes, Response = response, Step = options.Step };
        Complex[][] activity;
        if (options.Evoked is null)
        {
            activity = new Complex[harmonics + 1][];
            for (int k = 0; k <= harmonics; k++)
            {
                Complex[] force = [.. task.Input(map, k).Select((z, i) => z * strength * slopes[i])];
                activity[k] = response.Solve(place, draft.Rate(k * task.Omega), Vector<Complex>.Build.Dense(force)).ToArray();
            }
        }
        else
        {
            activity = options.Evoked.Of(map, harmonics);
            slopes = ObservedSlopes(source, activity, draft, task.Omega) ?? slopes;
        }

        var recurrent = new Complex[harmonics + 1][];
        for (int k = 0; k <= harmonics; k++)
        {
            Complex rate = draft.Rate(k * task.Omega);
            Complex[] input = task.Input(map, k);
            recurrent[k] = [.. activity[k].Select((z, i) => (z * (1 + rate) / slopes[i]) - (strength * input[i]))];
        }

        return new PeriodicSource
        {
            Activity = activity,
            Recurrent = recurrent,
            Slopes = slopes,
            Response = response,
            ResponseMap = place,
            Step = options.Step,
            Covariance = ActivityMaps.Of(source, source.Covariance!, place),
        };
    }

    /// <summary>ḡ = β ⟨φ'⟩ over the period, from φ(t) = x + ẋ; null where the source does not know φ or the activity leaves its range.</summary>
    private static double[]? ObservedSlopes(Activity source, Complex[][] activity, PeriodicSource draft, double omega)
    {
        if (source is not { Gain: double gain, Transfer: TransferFunction transfer })
            return null;
        int units = source.Units;
        Complex[][] rates = [.. activity.Select((own, k) => own.Select(z => z * (1 + draft.Rate(k * omega))).ToArray())];
        double[] slopes = new double[units], now = new double[units];
        for (int phase = 0; phase < Phases; phase++)
        {
            Fourier.Evaluate(rates, 2 * Math.PI * phase / Phases, now);
            for (int i = 0; i < units; i++)
            {
                double slope = gain * transfer.Slope(transfer.Inverse(now[i])) / Phases;
                if (!double.IsFinite(slope))
                    return null;
                slopes[i] += slope;
            }
        }

        return slopes;
    }
}
