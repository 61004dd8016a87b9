namespace FlrInterop;

/// <summary>Where a prediction may be trusted, and where not.</summary>
public sealed class Diagnostics
{
    /// <summary>Each thing looked at.</summary>
    public required IReadOnlyList<Diagnostic> Items { get; init; }

    /// <summary>Whether nothing looked at speaks against a prediction by the equal-time relation.</summary>
    public bool Trustworthy => Items.All(item => item.Holds != false);

    /// <summary>"completed", or why something could not be looked at.</summary>
    public string Status { get; init; } = RunStatus.Completed;

    /// <summary>One of the items.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The item; null where it was not looked at.</returns>
    public Diagnostic? Find(string name) => Items.FirstOrDefault(item => item.Name == name);
}
