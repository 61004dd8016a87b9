namespace FlrInterop;

/// <summary>Every exception that this library raises on purpose says which kind it is.</summary>
public interface IFlrError
{
    /// <summary>The kind of failure.</summary>
    ErrorCode Code { get; }
}
