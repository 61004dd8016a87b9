namespace FlrInterop.Wire;

/// <summary>All nouns that cross; a new one adds its line here.</summary>
internal static class NounCodecs
{
    private static readonly NounCodec[] Known =
    [
        new CouplingCodec(),
        new NetworkCodec(),
        new InputOutputMapCodec(),
        new AutoAssociationCodec(),
        new CosineWaveCodec(),
        new LetterTrajectoryCodec(),
        new TimeSeriesCodec(),
        new LatentDecoderCodec(),
        new CentreOutCodec(),
        new RuleCodec(),
        new ActivityCodec(),
        new SusceptibilityCodec(),
        new SpeedPredictionCodec(),
        new SpeedMeasurementCodec(),
        new LearningRunCodec(),
        new PeriodicActivityCodec(),
        new PeriodicPredictionCodec(),
        new PeriodicMeasurementCodec(),
        new OnsetPredictionCodec(),
        new ComparisonCodec(),
        new SessionCodec(),
        new FactorAnalysisCodec(),
        new CentreOutModelCodec(),
        new DecoderBaselineCodec(),
        new DecoderRankingCodec(),
        new TimePredictionCodec(),
        new InterferencePredictionCodec(),
        new InterferenceMeasurementCodec(),
        new LearningOrderCodec(),
        new DirectionsCodec(),
        new DirectionPairsCodec(),
        new DiagnosticsCodec(),
        new LandscapeCodec(),
    ];

    public static IReadOnlyList<NounCodec> All => Known;

    public static NounCodec<T> Of<T>()
        where T : class
        => Known.OfType<NounCodec<T>>().FirstOrDefault()
            ?? throw new UnknownNameException($"a {typeof(T).Name} cannot be written or read, expected one of: {string.Join(", ", Known.Select(codec => codec.Kind))}");

    public static T Read<T>(this WireReader reader)
        where T : class
        => Of<T>().Read(reader);
}
