using System.Reflection;
using Xunit;

namespace FlrInterop.Tests.Architecture;

/// <summary>Dependencies point down only: Bridge → Arrow → core → numerical libraries.</summary>
public sealed class LayeringTests
{
    private static readonly string[] Framework = ["System", "Microsoft.Win32", "Microsoft.CSharp", "netstandard", "mscorlib"];

    [Theory]
    [InlineData("FlrInterop", "MathNet.Numerics")]
    [InlineData("FlrInterop.Arrow", "FlrInterop", "Apache.Arrow", "MathNet.Numerics")]
    [InlineData("FlrInterop.Bridge", "FlrInterop", "FlrInterop.Arrow", "Apache.Arrow", "MathNet.Numerics")]
    public void ReferencesPointDownOnly(string assembly, params string[] below)
    {
        string[] upward = [.. ReferencesOf(assembly).Where(name => !IsOf(name, Framework) && !IsOf(name, below))];
        Assert.True(
            upward.Length == 0,
            $"{assembly} may rest on {string.Join(", ", below)} and the framework only; it also references {string.Join(", ", upward)}.");
    }

    [Theory]
    [InlineData("Apache.Arrow")]
    [InlineData("Python.Runtime")]
    [InlineData("FlrInterop.Arrow")]
    [InlineData("FlrInterop.Bridge")]
    public void TheCoreKnowsNothingOf(string other)
    {
        Assert.DoesNotContain(ReferencesOf("FlrInterop"), name => IsOf(name, [other]));
    }

    [Fact]
    public void OneNamespaceHoldsAllThatIsPublicInTheCore()
    {
        string[] elsewhere = [.. Assembly.Load("FlrInterop").GetExportedTypes()
            .Where(type => type.Namespace != "FlrInterop")
            .Select(type => type.FullName!)];
        Assert.True(elsewhere.Length == 0, $"Public outside the namespace FlrInterop: {string.Join(", ", elsewhere)}.");
    }

    private static IEnumerable<string> ReferencesOf(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!);

    // "Apache.Arrow" stands for Apache.Arrow.Scalars too, "FlrInterop" for itself alone.
    private static bool IsOf(string name, string[] families) => Array.Exists(
        families,
        family => name == family || (family != "FlrInterop" && name.StartsWith(family + ".", StringComparison.Ordinal)));
}
