namespace FlrInterop;

/// <summary>A rank correlation over axes, the speeds of opposite targets averaged.</summary>
/// <param name="Axes">The number of axes.</param>
/// <param name="Rho">Spearman's ρ.</param>
/// <param name="P">Its exact two-sided p.</param>
/// <param name="SmallestP">The smallest p that so many axes can give (0.083 for four).</param>
public sealed record AxisRelation(int Axes, double Rho, double P, double SmallestP);
