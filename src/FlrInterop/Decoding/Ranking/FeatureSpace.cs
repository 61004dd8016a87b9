using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace FlrInterop;

/// <summary>
/// What a permutation acts on: latents (within) or scaled units (outside). Every candidate is the same weights with their columns in another
/// order, over the same features, so that its prediction needs nothing larger than features × features.
/// </summary>
internal sealed class FeatureSpace
{
    private FeatureSpace(NdArray<double> weights, NdArray<double> means, NdArray<double> responses, NdArray<double>? metric, double[]? diagonalMetric)
    {
        Weights = weights;
        Means = means;
        Responses = responses;
        Metric = metric;
        DiagonalMetric = diagonalMetric;
    }

    /// <summary>M2 or M2 P, shape (2, features).</summary>
    public NdArray<double> Weights { get; }

    /// <summary>The mean features of every target, shape (targets, features).</summary>
    public NdArray<double> Means { get; }

    /// <summary>The response in terms of features, shape (1 or targets, features, features).</summary>
    public NdArray<double> Responses { get; }

    /// <summary>What 1 becomes in terms of features, P diag(1/σ²) Pᵀ; null where it is diagonal.</summary>
    public NdArray<double>? Metric { get; }

    /// <summary>The same where it is diagonal, 1/σ².</summary>
    public double[]? DiagonalMetric { get; }

    public int Count => Weights.Shape[1];

    public static FeatureSpace Of(DecoderBaseline baseline, LatentDecoder decoder, PerturbationKind kind)
        => kind == PerturbationKind.WithinManifold ? Latents(baseline, decoder) : Units(baseline, decoder);

    private static FeatureSpace Latents(DecoderBaseline baseline, LatentDecoder decoder)
    {
        Matrix<double> map = decoder.Projection.ToMatrix();
        for (int j = 0; j < decoder.Units; j++)
            map.SetColumn(j, map.Column(j) / decoder.Scale[j]);
        int latents = decoder.Latents, matrices = baseline.Response.Shape[0];
        NdArray<double> responses = NdArray<double>.Create(out Span<double> values, matrices, latents, latents);
        for (int matrix = 0; matrix < matrices; matrix++)
        {
            Matrix<double> inner = map * baseline.Response.At(matrix).ToMatrix() * map.Transpose();
            inner.ToRowMajorArray().CopyTo(values[(matrix * latents * latents)..]);
        }

        return new FeatureSpace(decoder.Readout, decoder.LatentsOf(baseline.Means).ToNdArray(), responses, (map * map.Transpose()).ToNdArray(), null);
    }

    private static FeatureSpace Units(DecoderBaseline baseline, LatentDecoder decoder)
    {
        int units = decoder.Units, matrices = baseline.Response.Shape[0];
        Matrix<double> weights = decoder.Readout.ToMatrix() * decoder.Projection.ToMatrix();
        NdArray<double> responses = NdArray<double>.Create(out Span<double> values, matrices, units, units);
        for (int row = 0; row < matrices * units; row++)
        {
            Span<double> scaled = values.Slice(row * units, units);
            TensorPrimitives.Divide(baseline.Response.Span.Slice(row * units, units), decoder.Scale.Span, scaled);
            TensorPrimitives.Divide(scaled, decoder.Scale[row % units], scaled);
        }

        NdArray<double> means = NdArray<double>.Create(out Span<double> centred, baseline.Targets, units);
        for (int a = 0; a < baseline.Targets; a++)
        {
            Span<double> mean = centred.Slice(a * units, units);
            TensorPrimitives.Subtract(baseline.Means.Row(a), decoder.Mean.Span, mean);
            TensorPrimitives.Divide(mean, decoder.Scale.Span, mean);
        }

        double[] metric = Array.ConvertAll(decoder.Scale.ToArray(), sigma => 1 / (sigma * sigma));
        return new FeatureSpace(weights.ToNdArray(), means, responses, null, metric);
    }
}
