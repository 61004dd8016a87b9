namespace FlrInterop.Bridge;

/// <summary>The operations that Python can ask for; a new one adds its line here.</summary>
internal static class KnownOperations
{
    public static OperationSet All { get; } = new(
        new ActivityFromMomentsOperation(),
        new ActivityFromSamplesOperation(),
        new BestDirectionsOperation(),
        new BestPairsOperation(),
        new CompareOperation(),
        new CouplingDenseOperation(),
        new CouplingGaussianOperation(),
        new CouplingHopfieldOperation(),
        new CouplingPreEmbeddedOperation(),
        new CouplingScaleOperation(),
        new CouplingSparseOperation(),
        new CouplingValidateOperation(),
        new DiagnoseOperation(),
        new EnvironmentOperation(),
        new FitOperation(),
        new FitRelateOperation(),
        new FixedPointOperation(),
        new LandscapeOperation(),
        new LearnOperation(),
        new MeasureInterferenceOperation(),
        new MeasureSpeedOperation(),
        new NetworkValidateOperation(),
        new OrderOfLearningOperation(),
        new PredictInterferenceOperation(),
        new PredictLearningTimeOperation(),
        new PredictSpeedOperation(),
        new RespondOperation(),
        new SessionActivityOperation(),
        new SessionDescribeOperation(),
        new SessionValidateOperation(),
        new SimulateOperation(),
        new StabilityOperation(),
        new TaskAtAnglesOperation(),
        new TaskRandomOperation(),
        new TaskValidateOperation(),
        new TimesInOrderOperation());
}
