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
        new EnvironmentOperation(),
        new FitOperation(),
        new FitRelateOperation(),
        new FixedPointOperation(),
        new LearnOperation(),
        new MeasureSpeedOperation(),
        new NetworkValidateOperation(),
        new PredictSpeedOperation(),
        new RespondOperation(),
        new RuleDescribeOperation(),
        new SessionActivityOperation(),
        new SessionValidateOperation(),
        new SimulateOperation(),
        new StabilityOperation(),
        new TaskAtAnglesOperation(),
        new TaskRandomOperation(),
        new TaskValidateOperation());
}
