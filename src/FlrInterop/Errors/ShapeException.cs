namespace FlrInterop;

/// <summary>An array has the wrong shape.</summary>
public sealed class ShapeException : ArgumentException, IFlrError
{
    /// <summary>An exception without a message.</summary>
    public ShapeException()
    {
    }

    /// <summary>An exception that says what, got, expected and, where it helps, a hint.</summary>
    /// <param name="message">The whole sentence.</param>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the one that caused it.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="innerException">The cause.</param>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ErrorCode Code => ErrorCode.Shape;
}
