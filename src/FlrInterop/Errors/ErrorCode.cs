namespace FlrInterop;

/// <summary>What kind of failure an exception of this library reports; the same codes cross to Python.</summary>
public enum ErrorCode
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>An array has the wrong shape.</summary>
    Shape = 1,

    /// <summary>A parameter has a value that is not allowed.</summary>
    Parameter = 2,

    /// <summary>A file or table has not the layout that was looked for.</summary>
    Format = 3,

    /// <summary>A name is not one of those known.</summary>
    UnknownName = 4,

    /// <summary>A computation has no finite answer.</summary>
    Numerical = 5,

    /// <summary>The work was cancelled.</summary>
    Cancelled = 6,

    /// <summary>A defect of this library.</summary>
    Internal = 7,
}
