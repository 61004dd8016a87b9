using System.Text.Json;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>How the parameters of a prediction from activity are read.</summary>
internal static class PredictionSpec
{
    /// <summary>The options: the estimator, and what the inputs evoke.</summary>
    public static PredictionOptions Prediction(this WireReader spec)
    {
        bool isActivity = spec.Json.GetProperty("evoked").ValueKind == JsonValueKind.Object;
        return new PredictionOptions
        {
            Estimator = spec.TextOrNull("estimator"),
            Evoked = isActivity ? spec.Object("evoked").Read<Activity>() : null,
            EvokedMean = isActivity ? null : spec.ArrayOrNull<double>("evoked"),
        };
    }
}
