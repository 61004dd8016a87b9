namespace FlrInterop.Wire;

/// <summary>A task of any kind, told apart by its kind.</summary>
internal static class AnyTask
{
    public static LearningTask Read(WireReader reader)
    {
        string kind = reader.TextOrNull("kind") ?? InputOutputMapCodec.KindName;
        return kind switch
        {
            InputOutputMapCodec.KindName => reader.Read<InputOutputMap>(),
            AutoAssociationCodec.KindName => reader.Read<AutoAssociation>(),
            CosineWaveCodec.KindName => reader.Read<CosineWave>(),
            LetterTrajectoryCodec.KindName => reader.Read<LetterTrajectory>(),
            TimeSeriesCodec.KindName => reader.Read<TimeSeries>(),
            CentreOutCodec.KindName => reader.Read<CentreOut>(),
            _ => throw new UnknownNameException(
                $"{reader.What}.kind is '{kind}', expected one of: {string.Join(", ", Known)}{Nearest.Hint(kind, Known)}"),
        };
    }

    private static readonly string[] Known =
    [
        InputOutputMapCodec.KindName,
        AutoAssociationCodec.KindName,
        CosineWaveCodec.KindName,
        LetterTrajectoryCodec.KindName,
        TimeSeriesCodec.KindName,
        CentreOutCodec.KindName,
    ];

    /// <summary>The constant input–output pairs of a task that has them: its own, or cue → pattern.</summary>
    public static InputOutputMap Maps(LearningTask task, string verb) => task switch
    {
        InputOutputMap maps => maps,
        AutoAssociation memory => memory.ToMaps(),
        CentreOut => throw new ParameterException(
            $"task is of the kind '{task.Kind}', expected another for {verb}: what is learned is a decoder. Hint: its own predict and measure"),
        _ => throw new ParameterException(
            $"task is of the kind '{task.Kind}', expected constant inputs for {verb}: input-output-map or auto-association. "
            + "Hint: measure_speed takes tasks in time, and its evoked is what their inputs evoke"),
    };
}
