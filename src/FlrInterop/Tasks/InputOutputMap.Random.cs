using FlrInterop.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <content>Random maps.</content>
public sealed partial class InputOutputMap
{
    private const uint InputPatterns = 0;
    private const uint TargetPatterns = 1;

    /// <summary>Pairs of independent random patterns of ±1.</summary>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="maps">The number of pairs, 1 or more.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ParameterException">A number is below 1.</exception>
    public static InputOutputMap Random(int units, int maps, Seed seed)
        => new(Signs(units, maps, seed, InputPatterns), Signs(units, maps, seed, TargetPatterns));

    /// <summary>Random pairs that share no number with <see cref="Random"/> of the same seed: what a network knows already.</summary>
    internal static InputOutputMap Embedded(int units, int maps, Seed seed)
        => new(Signs(units, maps, seed, InputPatterns + 2), Signs(units, maps, seed, TargetPatterns + 2));

    /// <summary>
    /// Targets of ±1 at many angles to the leading axes of an activity's covariance, with random inputs of ±1: what a test of the
    /// relation needs, since random targets all have nearly the same variance and over a narrow range no R² means anything.
    /// </summary>
    /// <remarks>ξ = sign(cos θ √N v + sin θ r): v one leading axis after another, r random signs, θ in even steps from 0 to 90°.</remarks>
    /// <param name="activity">The spontaneous activity, with its covariance.</param>
    /// <param name="maps">The number of pairs, 2 or more.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="axes">How many leading axes are used, 1 … N.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ParameterException">A number is out of range, or the activity has no covariance or is evoked.</exception>
    public static InputOutputMap AtAngles(Activity activity, int maps, Seed seed, int axes = 3)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (activity.State != ActivityState.Spontaneous || activity.Covariance is null)
            throw new ParameterException("the activity is evoked or has no covariance, expected spontaneous activity with its covariance");
        int units = activity.Units;
        Require.AtLeast(maps, 2);
        if (axes < 1 || axes > units)
            throw Require.Refused(nameof(axes), axes, $"from 1 to units = {units}");
        Matrix<double> vectors = activity.Covariance.ToMatrix().Evd(Symmetricity.Symmetric).EigenVectors;
        NdArray<double> targets = NdArray<double>.Create(out Span<double> values, maps, units);
        NdArray<double> random = Signs(units, maps, seed, TargetPatterns);
        double length = Math.Sqrt(units);
        for (int map = 0; map < maps; map++)
        {
            double angle = Math.PI / 2 * map / (maps - 1);
            int axis = units - 1 - (map % axes);
            for (int i = 0; i < units; i++)
            {
                double mixed = (Math.Cos(angle) * length * vectors[i, axis]) + (Math.Sin(angle) * random[map, i]);
                values[(map * units) + i] = mixed < 0 ? -1 : 1;
            }
        }

        return new InputOutputMap(Signs(units, maps, seed, InputPatterns), targets);
    }

    private static NdArray<double> Signs(int units, int maps, Seed seed, uint which)
    {
        Require.AtLeast(units, 1);
        Require.AtLeast(maps, 1);
        NdArray<double> patterns = NdArray<double>.Create(out Span<double> values, maps, units);
        for (int map = 0; map < maps; map++)
            RandomStream.Signs(seed, Purpose.Pattern, which, (uint)map, values.Slice(map * units, units));
        return patterns;
    }
}
