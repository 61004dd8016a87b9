using System.Reflection;

namespace FlrInterop.Bridge;

/// <summary>An exception as it crosses: a code that Python has a class for, and a text.</summary>
internal sealed record Failure(ErrorCode Code, string Message)
{
    /// <summary>The code as the wall writes it.</summary>
    public string Name => NameOf(Code);

    public static string NameOf(ErrorCode code) => code switch
    {
        ErrorCode.None => "none",
        ErrorCode.Shape => "shape",
        ErrorCode.Parameter => "parameter",
        ErrorCode.Format => "format",
        ErrorCode.UnknownName => "unknown-name",
        ErrorCode.Numerical => "numerical",
        ErrorCode.Cancelled => "cancelled",
        _ => "internal",
    };

    /// <summary>What an exception means: this library's own by their code, a cancellation as such, anything else is a defect and comes with its stack.</summary>
    public static Failure Of(Exception error)
    {
        Exception cause = Unwrapped(error);
        return cause switch
        {
            IFlrError own => new Failure(own.Code, cause.Message),
            OperationCanceledException => new Failure(ErrorCode.Cancelled, "the work was cancelled"),
            OutOfMemoryException => new Failure(ErrorCode.Numerical, $"not enough memory: {cause.Message} Hint: fewer trials, or record less"),
            _ => new Failure(ErrorCode.Internal, cause.ToString()),
        };
    }

    /// <summary>The first real cause: loops over threads and reflection wrap what was thrown.</summary>
    private static Exception Unwrapped(Exception error)
    {
        while (true)
        {
            switch (error)
            {
                case AggregateException { InnerExceptions.Count: > 0 } several:
                    error = several.Flatten().InnerExceptions is var all ? all.FirstOrDefault(inner => inner is IFlrError) ?? all[0] : error;
                    break;
                case TargetInvocationException { InnerException: { } inner }:
                    error = inner;
                    break;
                case TypeInitializationException { InnerException: { } inner }:
                    error = inner;
                    break;
                default:
                    return error;
            }
        }
    }
}
