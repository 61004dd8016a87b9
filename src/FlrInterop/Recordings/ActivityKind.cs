namespace FlrInterop;

/// <summary>What the activity of a recorded session is: where its zero lies depends on it.</summary>
public enum ActivityKind
{
    /// <summary>Latent factors; zero is the mean of the calibration.</summary>
    Latents,

    /// <summary>Spike counts; evoked activity is taken from the grand mean of the first block.</summary>
    Counts,
}
