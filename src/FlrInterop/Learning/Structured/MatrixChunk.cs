using FlrInterop.Numerics;

namespace FlrInterop.Learning;

/// <summary>Maps that learn apart, each with a matrix of its own: N² numbers a map.</summary>
internal sealed unsafe class MatrixChunk(Network network, NdArray<double> start, LaneWidth width) : ILearningChunk
{
    private readonly PlasticChunk _chunk = PlasticChunk.Create(network, width);

    public double* State => _chunk.State;

    public double* Target => _chunk.Target;

    public double* Noise => _chunk.Noise;

    public void SetMap(int lane, ReadOnlySpan<double> input, ReadOnlySpan<double> target) => _chunk.SetMap(lane, input, target);

    public object? Begin(LearningRule rule, double rate, double step) => _chunk.BeginLearning(rule, start.Span, rate, step);

    public void LearnStep(LearningRule rule, object? memory, double rate, in StepConstants constants)
        => _chunk.LearnStep(rule, memory, rate, constants);

    public bool AnyBeyond() => _chunk.AnyBeyond(_chunk.State);

    public void Settle() => _chunk.Product();

    public void Copy(int lane, LearnedMemory learned, int map) => _chunk.CopyWeights(lane, learned.Matrix(map));

    public void Dispose() => _chunk.Dispose();
}
