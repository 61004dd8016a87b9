namespace FlrInterop.Bridge;

/// <summary>The operations that Python can ask for; a new one adds its line here.</summary>
internal static class KnownOperations
{
    public static OperationSet All { get; } = new(
        new ActivityFromMomentsOperation(),
        new ActivityFromSamplesOperation(),
        new CompareOperation(),
        new CouplingDenseOperation(),
        new CouplingGaussianOperation(),
        new CouplingHopfieldOperation(),
        new CouplingPreEmbeddedOperation(),
        new CouplingScaleOperation(),
        new CouplingSparseOperation(),
        new CouplingValidateOperation(),
        new DecoderBaselineOperation(),
        new EnvironmentOperation(),
        new FactorAnalysisApplyOperation(),
        new FactorAnalysisOperation(),
        new FitOperation(),
        new FitRelateOperation(),
        new FixedPointOperation(),
        new LatentDecoderFitOperation(),
        new LatentDecoderOperation(),
        new LearnOperation(),
        new MeasureSpeedOperation(),
        new NetworkValidateOperation(),
        new PredictDecoderOperation(),
        new PredictSpeedOperation(),
        new RankDecodersOperation(),
        new RespondOperation(),
        new SessionActivityOperation(),
        new SessionValidateOperation(),
        new SimulateOperation(),
        new StabilityOperation(),
        new SubspaceAnglesOperation(),
        new TaskAtAnglesOperation(),
        new TaskRandomOperation(),
        new TaskValidateOperation());
}
