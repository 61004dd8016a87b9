using System.Reflection;
using FlrInterop.Boundary;
using FlrInterop.Bridge;
using FlrInterop.Tests.Arrow;
using Xunit;

namespace FlrInterop.Tests.Bridge;

[Collection(OneAfterAnother.Name)]
public sealed unsafe class JobDeskTests
{
    private const int Patience = 30_000;
    private readonly JobDesk _desk = new(new OperationSet(new EchoOperation(), new SpinOperation()));

    [Fact]
    public void AnEchoComesBackAndNothingIsLeft()
    {
        CBlock block, taken;
        Crossing.Lend(&block, ("v", NdArray<double>.Copy([1, 2, 3], 3)));
        long job = _desk.Start("test.echo", """{"values":"@v"}""", &block);
        Assert.Equal(JobState.Completed, _desk.Find(job).Wait(Patience));
        Assert.Equal(
            """{"state":"completed","progress":1,"message":"","fields":{"values":"@values","text":"none","whole":3,"nan":"NaN"},"arrays":{"values":{"dtype":"float64","shape":[3]}},"tables":["table"]}""",
            _desk.Find(job).Describe().ToJsonString());
        _desk.Find(job).Take("values", &taken);
        _desk.Release(job);
        Assert.Equal([1, 2, 3], new ReadOnlySpan<double>((void*)Crossing.Address(&taken.Array), 3));
        Crossing.Release(&taken);
        AssertNothingIsLeft();
    }

    [Fact]
    public void TablesAreCountedToo()
    {
        CBlock block, taken;
        Crossing.Lend(&block, ("values", NdArray<double>.Copy([1, 2, 3], 3)));
        long job = _desk.Start("test.echo", "{}", &block);
        Assert.Equal(JobState.Failed, _desk.Find(job).Wait(Patience));
        _desk.Release(job);
        Crossing.Lend(&block, ("values", NdArray<double>.Copy([1, 2, 3], 3)));
        job = _desk.Start("test.echo", """{"values":"@values","text":null}""", &block);
        Assert.Equal(JobState.Completed, _desk.Find(job).Wait(Patience));
        _desk.Find(job).Take("table", &taken);
        _desk.Release(job);
        Assert.Equal(2, LiveCounts.Exports);
        Assert.Equal(2, taken.Array.Length);
        Crossing.Release(&taken);
        AssertNothingIsLeft();
    }

    [Fact]
    public void ACancelledJobEndsAndItsProgressNeverWentBack()
    {
        long number = _desk.Start("test.spin", "{}", null);
        Job job = _desk.Find(number);
        while (job.Describe()["message"]!.GetValue<string>().Length == 0 || job.Describe()["progress"]!.GetValue<double>() == 0)
            Thread.Yield();
        Assert.Equal(JobState.Running, job.Wait(0));
        Assert.Equal(0.5, job.Describe()["progress"]!.GetValue<double>());
        job.Cancel();
        Assert.Equal(JobState.Cancelled, job.Wait(Patience));
        Assert.Equal("cancelled", job.Describe()["error"]!["code"]!.GetValue<string>());
        _desk.Release(number);
        AssertNothingIsLeft();
    }

    [Fact]
    public void AJobThatIsReleasedAtWorkCleansUpItself()
    {
        CBlock block;
        Crossing.Lend(&block, ("values", NdArray<double>.Copy([1], 1)));
        _desk.Release(_desk.Start("test.spin", "{}", &block));
        Assert.True(SpinWait.SpinUntil(() => _desk.Live == 0, Patience));
        AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("""{"values":"@none"}""", "unknown-name", "no array is named 'none'")]
    [InlineData("""{"values":"@v","whole":1.5}""", "parameter", "whole is 1.5, expected a whole number")]
    [InlineData("""{"values":"@v","whole":true}""", "parameter", "whole is true")]
    [InlineData("""{"values":"@v","whole":null}""", "parameter", "whole is null, expected int")]
    [InlineData("""{"values":3}""", "parameter", "values is 3, expected a reference to an array")]
    [InlineData("""{"values":"@v","wole":1}""", "parameter", "did you mean 'whole'")]
    [InlineData("{}", "parameter", "needs 'values'")]
    [InlineData("[]", "parameter", "expected a JSON object")]
    [InlineData("nonsense", "format", "no JSON")]
    public void WrongSpecificationsAreRefused(string spec, string code, string words)
    {
        CBlock block;
        Crossing.Lend(&block, ("v", NdArray<double>.Copy([1], 1)));
        AssertFails(_desk, "test.echo", spec, &block, code, words);
        AssertNothingIsLeft();
    }

    [Fact]
    public void UnknownOperationsNameTheNearest() => AssertFails(_desk, "test.ecko", "{}", null, "unknown-name", "did you mean 'test.echo'");

    public static TheoryData<Exception, string> Errors() => new()
    {
        { new ShapeException("s"), "shape" },
        { new ParameterException("p"), "parameter" },
        { new DataFormatException("f"), "format" },
        { new UnknownNameException("u"), "unknown-name" },
        { new NumericalException("n"), "numerical" },
        { new OperationCanceledException("c"), "cancelled" },
        { new InvalidOperationException("i"), "internal" },
        { new AggregateException(new AggregateException(new InvalidOperationException("i"), new ShapeException("s"))), "shape" },
        { new AggregateException(new OperationCanceledException("c")), "cancelled" },
        { new TargetInvocationException(new ParameterException("p")), "parameter" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void EveryExceptionHasItsCode(Exception error, string code)
        => AssertFails(new JobDesk(new OperationSet(new FailOperation(error))), "test.fail", "{}", null, code, "");

    private static void AssertFails(JobDesk desk, string operation, string spec, CBlock* block, string code, string words)
    {
        long job = desk.Start(operation, spec, block);
        desk.Find(job).Wait(Patience);
        var error = desk.Find(job).Describe()["error"]!;
        desk.Release(job);
        Assert.Equal(code, error["code"]!.GetValue<string>());
        Assert.Contains(words, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private void AssertNothingIsLeft() => Assert.Equal((0, 0, 0), (_desk.Live, LiveCounts.Imports, LiveCounts.Exports));
}
