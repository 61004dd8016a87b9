namespace FlrInterop;

/// <summary>A rank correlation with a covariate held fixed.</summary>
/// <param name="Covariate">The column held fixed.</param>
/// <param name="Rho">The partial correlation of ranks; NaN where the covariate orders the targets as one of the two does.</param>
/// <param name="P">Its two-sided p by permuting residuals (Freedman and Lane 1983).</param>
public sealed record PartialRelation(string Covariate, double Rho, double P);
