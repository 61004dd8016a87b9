using FlrInterop.Numerics;
using Complex = System.Numerics.Complex;

namespace FlrInterop;

/// <summary>The units are to follow ξ cos ωt (+ ξ₂ sin ωt) while the input is η₁ cos ωt + η₂ sin ωt + η₀; one wave a map.</summary>
public sealed class CosineWave : PeriodicTask
{
    /// <summary>Waves from their patterns, which are not copied.</summary>
    /// <param name="targets">ξ, shape (maps, units), finite.</param>
    /// <param name="omega">ω, above 0, in 1/τ.</param>
    /// <param name="cosine">η₁, shape (maps, units), finite; null for none.</param>
    /// <param name="sine">η₂, shape (maps, units), finite; null for none.</param>
    /// <param name="constant">η₀, shape (maps, units), finite; null for none.</param>
    /// <param name="targetSine">ξ₂, shape (maps, units), finite: the target is ξ cos ωt + ξ₂ sin ωt; null for none.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <exception cref="ParameterException">A number is not finite, ω is not above 0, or there is no input at all.</exception>
    public CosineWave(
        NdArray<double> targets,
        double omega,
        NdArray<double>? cosine = null,
        NdArray<double>? sine = null,
        NdArray<double>? constant = null,
        NdArray<double>? targetSine = null)
        : base(Checked(targets, nameof(targets), null).Shape[1], targets.Shape[0], omega, harmonics: 1, readouts: 1)
    {
        if (cosine is null && sine is null && constant is null)
            throw new ParameterException("no input was given, expected cosine=, sine= or constant=");
        Targets = targets;
        TargetSine = targetSine is null ? null : Checked(targetSine, nameof(targetSine), targets);
        Cosine = cosine is null ? null : Checked(cosine, nameof(cosine), targets);
        Sine = sine is null ? null : Checked(sine, nameof(sine), targets);
        Constant = constant is null ? null : Checked(constant, nameof(constant), targets);
    }

    /// <summary>ξ, shape (maps, units), float64, dimensionless.</summary>
    public NdArray<double> Targets { get; }

    /// <summary>ξ₂, shape (maps, units), float64, dimensionless; null for none.</summary>
    public NdArray<double>? TargetSine { get; }

    /// <summary>η₁, shape (maps, units), float64, dimensionless; null for none.</summary>
    public NdArray<double>? Cosine { get; }

    /// <summary>η₂, shape (maps, units), float64, dimensionless; null for none.</summary>
    public NdArray<double>? Sine { get; }

    /// <summary>η₀, shape (maps, units), float64, dimensionless; null for none.</summary>
    public NdArray<double>? Constant { get; }

    /// <inheritdoc/>
    public override string Kind => "cosine-wave";

    /// <inheritdoc/>
    public override bool IsReadout => false;

    /// <summary>Waves of independent random patterns of ±1; input in two phases is divided by √2 so that its power does not depend on the phases.</summary>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="maps">The number of waves, 1 or more.</param>
    /// <param name="omega">ω, above 0, in 1/τ.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <param name="phases">How the input runs in time.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public static CosineWave Random(int units, int maps, double omega, Seed seed, InputPhases phases = InputPhases.Two)
    {
        InputOutputMap patterns = InputOutputMap.Random(units, maps, seed);
        return phases switch
        {
            InputPhases.One => new CosineWave(patterns.Targets, omega, cosine: patterns.Inputs),
            InputPhases.Constant => new CosineWave(patterns.Targets, omega, constant: patterns.Inputs),
            _ => new CosineWave(
                patterns.Targets,
                omega,
                cosine: Scaled(patterns.Inputs),
                sine: Scaled(InputOutputMap.Embedded(units, maps, seed).Inputs)),
        };
    }

    /// <summary>The target played in as the input, ξ₁ cos ωt + ξ₂ sin ωt for both: what the Hebbian rule makes a rhythm of that goes on by itself.</summary>
    /// <param name="units">N, 1 or more.</param>
    /// <param name="maps">The number of waves, 1 or more.</param>
    /// <param name="omega">ω, above 0, in 1/τ.</param>
    /// <param name="seed">The key of the random numbers.</param>
    /// <returns>The task.</returns>
    /// <exception cref="ParameterException">A number is out of range.</exception>
    public static CosineWave Rhythm(int units, int maps, double omega, Seed seed)
    {
        InputOutputMap patterns = InputOutputMap.Random(units, maps, seed);
        return new CosineWave(patterns.Targets, omega, cosine: patterns.Targets, sine: patterns.Inputs, targetSine: patterns.Inputs);
    }

    /// <inheritdoc/>
    public override Complex[] Input(int map, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic switch
        {
            0 => Combine(Constant, null, map),
            1 => Combine(Cosine, Sine, map),
            _ => new Complex[Units],
        };
    }

    /// <inheritdoc/>
    public override Complex[] Target(int map, int harmonic)
    {
        CheckPlace(map, harmonic);
        return harmonic == 1 ? Combine(Targets, TargetSine, map) : new Complex[Units];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Readout(int map, int readout) => Targets.Row(map);

    /// <inheritdoc/>
    public override Complex Curve(int map, int readout, int harmonic)
    {
        Complex sum = 0;
        Complex[] target = Target(map, harmonic);
        for (int i = 0; i < Units; i++)
            sum += Targets[map, i] * target[i] / Units;
        return sum;
    }

    /// <summary>a cos ωt + b sin ωt = Re (a − ib) e^{iωt}.</summary>
    private Complex[] Combine(NdArray<double>? cosine, NdArray<double>? sine, int map)
    {
        Complex[] made = new Complex[Units];
        for (int i = 0; i < Units; i++)
            made[i] = new Complex(cosine is null ? 0 : cosine[map, i], sine is null ? 0 : -sine[map, i]);
        return made;
    }

    private static NdArray<double> Scaled(NdArray<double> patterns)
    {
        NdArray<double> made = NdArray<double>.Create(out Span<double> values, patterns.Shape);
        System.Numerics.Tensors.TensorPrimitives.Divide(patterns.Span, Math.Sqrt(2), values);
        return made;
    }

    private static NdArray<double> Checked(NdArray<double> patterns, string what, NdArray<double>? like)
    {
        ArgumentNullException.ThrowIfNull(patterns, what);
        Require.Shape(patterns.Shape, what, "(maps, units)", like is null ? [-1, -1] : like.Shape);
        Require.AtLeast(patterns.Length, 1, $"the elements of {what}");
        Require.AllFinite(patterns.Span, what);
        return patterns;
    }
}
