using System.Text.Json;
using FlrInterop.Bridge;
using FlrInterop.Tensors;
using FlrInterop.Wire;

namespace FlrInterop.Tests.Arrow;

/// <summary>Rules cross with their parameters.</summary>
public sealed class RuleCodecTests
{
    private static readonly LearningRule[] Rules =
    [
        .. LearningRules.All,
        new OjaRule { Unsupervised = true },
        new OjaRule { FullDecay = true },
        new CovarianceRule { Centre = CovarianceCentre.TaskMean },
        new CovarianceRule { Centre = CovarianceCentre.Sliding, SlidingTime = 3 },
        new NodePerturbationRule { TraceTime = 1, BaselineTime = 4 },
        new ForceRule { Regularisation = 2, Interval = 0.4, Level = 0.7 },
        new ForceRule { Feedback = NdArray<double>.Copy([1, 2, 0, 1, 0, 1], 2, 3) },
        GradientRule.ThroughTime(3),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Rules.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_rule_comes_back_as_it_was(int place)
    {
        LearningRule rule = Rules[place], back = Back(rule);
        Assert.IsType(rule.GetType(), back);
        Assert.Equal(rule.Description, back.Description);
        Assert.Equal(rule.Properties, back.Properties);
    }

    [Fact]
    public void Arrays_cross_with_it()
    {
        NdArray<double> numbers = NdArray<double>.Copy([1, -1, 1, 1, 0.5, 1], 2, 3);
        Assert.Equal(numbers.ToArray(), Assert.IsType<ReadoutErrorRule>(Back(new ReadoutErrorRule(numbers))).Readouts.ToArray());
        Assert.Equal(numbers.ToArray(), Assert.IsType<ForceRule>(Back(new ForceRule { Feedback = numbers })).Feedback!.ToArray());
        Assert.Null(Assert.IsType<ForceRule>(Back(new ForceRule())).Feedback);
        var covariance = new CovarianceRule { Threshold = numbers.At(0) };
        Assert.Equal([1, -1, 1], Assert.IsType<CovarianceRule>(Back(covariance)).Threshold!.ToArray());
    }

    [Theory]
    [InlineData("{\"name\":\"oja\",\"unsupervized\":true}")]
    [InlineData("{\"name\":\"hebbian\",\"level\":1}")]
    [InlineData("{\"name\":\"hebb\"}")]
    [InlineData("{\"kind\":\"network\",\"name\":\"oja\"}")]
    [InlineData("{\"name\":\"covariance\",\"threshold\":\"slidin\"}")]
    public void What_is_not_known_is_refused(string json)
        => Assert.Throws<UnknownNameException>(() => Reader(json, new TensorSet()).Read<LearningRule>());

    [Fact]
    public void A_name_alone_is_a_rule_and_a_function_needs_an_address()
    {
        Assert.IsType<ForceRule>(Reader("{\"rule\":\"force\"}", new TensorSet()).Rule());
        Assert.IsType<GradientRule>(Reader("{\"rule\":{\"kind\":\"rule\",\"name\":\"gradient\",\"window\":2}}", new TensorSet()).Rule());
        Assert.Throws<ParameterException>(() => Reader("{\"rule\":{\"kind\":\"function-rule\",\"name\":\"f\",\"function\":1,\"entry\":0}}", new TensorSet()).Rule());
    }

    private static LearningRule Back(LearningRule rule)
    {
        var arrays = new TensorSet();
        string json = NounCodecs.Of<LearningRule>().Write(rule, new WireWriter(arrays)).ToJsonString();
        return Reader(json, arrays).Read<LearningRule>();
    }

    private static WireReader Reader(string json, TensorSet arrays) => new("the test", "", JsonDocument.Parse(json).RootElement, arrays);
}
