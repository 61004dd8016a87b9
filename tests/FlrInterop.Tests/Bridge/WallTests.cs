using System.Reflection;
using System.Text.Json.Nodes;
using FlrInterop.Bridge;
using FlrInterop.Tests.Arrow;
using Xunit;

namespace FlrInterop.Tests.Bridge;

[Collection(OneAfterAnother.Name)]
public sealed class WallTests
{
    private const int Patience = 30_000;

    [Fact]
    public void TheWallIsFlat()
    {
        MethodInfo[] methods = typeof(Wall).GetMethods(BindingFlags.Public | BindingFlags.Static);
        Assert.Equal(methods.Length, methods.Select(method => method.Name).Distinct().Count());
        Type[] allowed = [typeof(long), typeof(int), typeof(double), typeof(string)];
        Assert.All(methods, method =>
        {
            Assert.Contains(method.ReturnType, allowed);
            Assert.All(method.GetParameters(), parameter => Assert.Contains(parameter.ParameterType, allowed));
        });
    }

    [Fact]
    public void ACallGoesThrough()
    {
        long job = Wall.Start("environment", "{}", 0);
        Assert.Equal(1, Wall.Wait(job, Patience));
        Assert.Equal("completed", JsonNode.Parse(Wall.Poll(job))!["state"]!.GetValue<string>());
        Assert.Equal(0, Wall.Release(job));
        Assert.Equal("""{"jobs":0,"imports":0,"exports":0}""", Wall.Counters());
    }

    [Fact]
    public void NothingThrows()
    {
        const long None = 987_654_321;
        Assert.True(Wall.Wait(None, 0) < 0);
        Assert.True(Wall.Cancel(None) < 0);
        Assert.True(Wall.Release(None) < 0);
        Assert.True(Wall.Take(None, null!, 0) < 0);
        Assert.Contains("no job 987654321", Wall.LastError(), StringComparison.Ordinal);
        Assert.Equal("unknown-name", JsonNode.Parse(Wall.Poll(None))!["error"]!["code"]!.GetValue<string>());
        long failed = Wall.Start(null!, null!, 0);
        Assert.Equal(2, Wall.Wait(failed, Patience));
        Assert.Equal(0, Wall.Release(failed));
    }

    [Fact]
    public void EveryDefaultAndEveryErrorIsDescribed()
    {
        JsonNode described = JsonNode.Parse(Wall.Describe())!;
        Assert.Equal(Enum.GetValues<ErrorCode>().Length - 1, described["errors"]!.AsObject().Count);
        foreach (Operation operation in KnownOperations.All.All)
        {
            Assert.EndsWith(".", operation.Documentation, StringComparison.Ordinal);
            Assert.Equal(operation.Parameters.Count, operation.Parameters.Select(parameter => parameter.Name).Distinct().Count());
            Assert.All(operation.Parameters, parameter => Assert.True(parameter.Default != "null" || parameter.Type.EndsWith('?'), parameter.Name));
        }
    }
}
