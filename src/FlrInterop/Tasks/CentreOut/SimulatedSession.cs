namespace FlrInterop;

/// <summary>A simulated session in the same tables as a recorded one, and the answer that an analysis should find.</summary>
public sealed class SimulatedSession
{
    /// <summary>The session: an "intuitive" block, then a "perturbed" one.</summary>
    public required BciSession Session { get; init; }

    /// <summary>The network, its cues and directions.</summary>
    public required CentreOutModel Model { get; init; }

    /// <summary>The old decoder, of the units, in mm/s.</summary>
    public required LatentDecoder Intuitive { get; init; }

    /// <summary>The new decoder, of the units, in mm/s.</summary>
    public required LatentDecoder Perturbed { get; init; }

    /// <summary>
    /// What learning had added to the trial value (mean progress) of each trial of each target: with learning minus without, under the same noise, so that
    /// it is the learning curve nearly free of noise; shape (trials, targets), float64, mm/s.
    /// </summary>
    public required NdArray<double> Gained { get; init; }

    /// <summary>ε.</summary>
    public required double Rate { get; init; }

    /// <summary>v*, mm/s.</summary>
    public required double WantedSpeed { get; init; }

    /// <summary>"completed", or "diverged at step k".</summary>
    public required string Status { get; init; }
}
