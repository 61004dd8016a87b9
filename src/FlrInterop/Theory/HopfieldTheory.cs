namespace FlrInterop;

/// <summary>How fast a Hopfield network below its instability learns one more pattern by the Hebbian rule, in closed form for many units.</summary>
/// <remarks>
/// α = stored / units, w = 1/β + α (the coupling has no diagonal), G the smaller root of w G² − (w + 1 − α) G + 1 = 0 (the resolvent of a Wishart
/// matrix), F = ρ² G/(1 − G) + (1 − ρ²) G, speed = γ² F (−F'). Saturation and finite N are left out.
/// </remarks>
public static class HopfieldTheory
{
    /// <summary>The speed along the target, per unit ε and per τ, where cue and target both have an overlap with one stored pattern.</summary>
    /// <param name="gain">β, above 0, below the instability 1 / ((1 + √α)² − α).</param>
    /// <param name="inputStrength">γ, finite.</param>
    /// <param name="stored">Patterns stored, 0 or more.</param>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="overlap">ρ, the overlap of the pattern with a stored one, −1 to 1.</param>
    /// <returns>The speed.</returns>
    /// <exception cref="ParameterException">A number is out of range, or the gain is beyond the instability.</exception>
    public static double Speed(double gain, double inputStrength, int stored, int units, double overlap = 0)
    {
        Require.Positive(gain);
        Require.Finite(inputStrength, "input_strength");
        double load = (double)Require.AtLeast(stored, 0) / Require.AtLeast(units, 1);
        Require.Within(overlap, -1, 1);
        double w = (1 / gain) + load, sum = w + 1 - load, root = (sum * sum) - (4 * w), edge = Math.Pow(1 + Math.Sqrt(load), 2) - load;
        if (stored > 0 && 1 / gain <= edge)
            throw Require.Refused(nameof(gain), gain, FormattableString.Invariant($"below the instability, {1 / edge:g4}"));
        double square = Math.Sqrt(root), g = (sum - square) / (2 * w);

        // d/dw of the quadratic: G' (2wG − sum) = G − G².
        double slope = (g - (g * g)) / ((2 * w * g) - sum), along = overlap * overlap;
        double form = (along * g / (1 - g)) + ((1 - along) * g), change = slope * ((along / ((1 - g) * (1 - g))) + 1 - along);
        return inputStrength * inputStrength * form * -change;
    }
}
