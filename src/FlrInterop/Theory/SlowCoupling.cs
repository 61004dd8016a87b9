using FlrInterop.Numerics;

namespace FlrInterop;

/// <summary>J on its slow way: where a step started, and the point J + s Σ w_k Ḡ_k at hand, with Ḡ_k what the rule asked for at up to four points.</summary>
internal abstract class SlowCoupling(Network network, LearningRule rule)
{
    /// <summary>Stages of a step whose changes are summed; the change at the step's end comes after them.</summary>
    public const int Stages = 3;

    /// <summary>The fastest decay of a weight that the rule last asked for, per unit of s.</summary>
    public double Decay { get; protected set; }

    protected int Units { get; } = network.Units;

    protected SlowUpdate Update { get; } = new(network, rule);

    /// <summary>The form that a rule and a network allow: what changes as rows do, without limits, need not be formed.</summary>
    public static SlowCoupling For(Network network, LearningRule rule)
        => SlowUpdate.IsOfRows(rule) && network.Connections is null && network.Dale is null ? new SlowRows(network, rule) : new SlowMatrix(network, rule);

    /// <summary>Goes back to J before learning, for another map.</summary>
    public void Begin(ReadOnlySpan<double> coupling, double[] target, double[] drive)
    {
        Update.Begin(target, drive);
        Begin(coupling);
    }

    /// <summary>u = J x at the point.</summary>
    public abstract void Product(ReadOnlySpan<double> state, Span<double> product);

    /// <summary>1 − diag(g) J at the point.</summary>
    public abstract void Fill(LuFactors<float> matrix, ReadOnlySpan<double> slopes);

    /// <summary>Asks the rule at the point: Ḡ is kept under a number, Ḡ x is given.</summary>
    public abstract void Ask(ReadOnlySpan<double> state, ReadOnlySpan<double> recurrent, int change, Span<double> push);

    /// <summary>Goes to the point J + s Σ w_k Ḡ_k.</summary>
    public abstract void GoTo(double length, double first, double second, double third);

    /// <summary>Starts the next step at the point; what was asked there becomes the first change.</summary>
    public abstract void Accept();

    /// <summary>J where the step started.</summary>
    public abstract void CopyTo(Span<double> coupling);

    protected abstract void Begin(ReadOnlySpan<double> coupling);
}
