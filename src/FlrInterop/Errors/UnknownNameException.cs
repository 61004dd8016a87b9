namespace FlrInterop;

/// <summary>A name is not one of those known.</summary>
public sealed class UnknownNameException : ArgumentException, IFlrError
{
    /// <summary>An exception without a message.</summary>
    public UnknownNameException()
    {
    }

    /// <summary>An exception that says what, got, expected and, where it helps, a hint.</summary>
    /// <param name="message">The whole sentence.</param>
    public UnknownNameException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the one that caused it.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="innerException">The cause.</param>
    public UnknownNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ErrorCode Code => ErrorCode.UnknownName;
}
