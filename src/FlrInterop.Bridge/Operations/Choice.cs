using FlrInterop.Wire;

namespace FlrInterop.Bridge;

/// <summary>Parameters that are one of a few names.</summary>
internal static class Choice
{
    /// <summary>The value that a name stands for.</summary>
    /// <exception cref="UnknownNameException">The name is none of them.</exception>
    public static T OneOf<T>(string what, string name, params ReadOnlySpan<(string Name, T Value)> known)
    {
        var names = new List<string>();
        foreach ((string candidate, T value) in known)
        {
            if (candidate == name)
                return value;
            names.Add(candidate);
        }

        throw new UnknownNameException($"{what} is '{name}', expected one of: {string.Join(", ", names)}{Nearest.Hint(name, names)}");
    }
}
