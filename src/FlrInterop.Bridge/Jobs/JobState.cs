namespace FlrInterop.Bridge;

/// <summary>Where a job stands; the numbers are what <see cref="Wall.Wait"/> returns.</summary>
internal enum JobState
{
    Running = 0,
    Completed = 1,
    Failed = 2,
    Cancelled = 3,
}
