namespace FlrInterop;

/// <summary>How a decoder is perturbed.</summary>
/// <remarks>Sadtler et al., Nature 512 (2014), doi 10.1038/nature13665.</remarks>
public enum PerturbationKind
{
    /// <summary>"within-manifold": the latents are permuted before the readout, M2 Π P. Activity within the intrinsic manifold can control it.</summary>
    WithinManifold,

    /// <summary>"outside-manifold": the scaled units are permuted before the latents, M2 P Π. New patterns of activity are needed.</summary>
    OutsideManifold,
}

/// <summary>The names of the kinds of perturbation.</summary>
public static class PerturbationKinds
{
    private static readonly string[] KnownNames = ["within-manifold", "outside-manifold"];

    /// <summary>The names, in the order of <see cref="PerturbationKind"/>.</summary>
    public static IReadOnlyList<string> Names => KnownNames;

    /// <summary>The name that Python uses.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its name.</returns>
    public static string Name(this PerturbationKind kind) => KnownNames[(int)kind];

    /// <summary>The kind of that name.</summary>
    /// <param name="name">within-manifold or outside-manifold.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="UnknownNameException">No kind has that name.</exception>
    public static PerturbationKind Parse(string name)
    {
        int at = Array.IndexOf(KnownNames, name);
        return at >= 0
            ? (PerturbationKind)at
            : throw new UnknownNameException($"kind is '{name}', expected one of: {string.Join(", ", KnownNames)}");
    }
}
