namespace FlrInterop;

/// <summary>A computation has no finite answer.</summary>
public sealed class NumericalException : ArithmeticException, IFlrError
{
    /// <summary>An exception without a message.</summary>
    public NumericalException()
    {
    }

    /// <summary>An exception that says what, got, expected and, where it helps, a hint.</summary>
    /// <param name="message">The whole sentence.</param>
    public NumericalException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the one that caused it.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="innerException">The cause.</param>
    public NumericalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ErrorCode Code => ErrorCode.Numerical;
}
