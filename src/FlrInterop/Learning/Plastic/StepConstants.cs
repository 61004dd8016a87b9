namespace FlrInterop.Learning;

/// <summary>The numbers of a step that are the same for every unit.</summary>
/// <param name="Gain">β.</param>
/// <param name="Step">h, in τ.</param>
/// <param name="Sigma">√(2 D h).</param>
internal readonly record struct StepConstants(double Gain, double Step, double Sigma)
{
    public static StepConstants Of(Network network, double step) => new(network.Gain, step, Math.Sqrt(2 * network.Noise * step));
}
