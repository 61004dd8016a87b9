namespace FlrInterop;

/// <summary>A parameter has a value that is not allowed.</summary>
public sealed class ParameterException : ArgumentException, IFlrError
{
    /// <summary>An exception without a message.</summary>
    public ParameterException()
    {
    }

    /// <summary>An exception that says what, got, expected and, where it helps, a hint.</summary>
    /// <param name="message">The whole sentence.</param>
    public ParameterException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the one that caused it.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="innerException">The cause.</param>
    public ParameterException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ErrorCode Code => ErrorCode.Parameter;
}
