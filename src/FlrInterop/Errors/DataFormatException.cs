namespace FlrInterop;

/// <summary>A file or table has not the layout that was looked for.</summary>
public sealed class DataFormatException : FormatException, IFlrError
{
    /// <summary>An exception without a message.</summary>
    public DataFormatException()
    {
    }

    /// <summary>An exception that says what, got, expected and, where it helps, a hint.</summary>
    /// <param name="message">The whole sentence.</param>
    public DataFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the one that caused it.</summary>
    /// <param name="message">The whole sentence.</param>
    /// <param name="innerException">The cause.</param>
    public DataFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ErrorCode Code => ErrorCode.Format;
}
