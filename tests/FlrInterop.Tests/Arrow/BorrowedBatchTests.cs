using FlrInterop.Boundary;
using FlrInterop.Tensors;
using Xunit;

namespace FlrInterop.Tests.Arrow;

[Collection(OneAfterAnother.Name)]
public sealed unsafe class BorrowedBatchTests
{
    [Fact]
    public void NumbersAreReadWhereTheyLie()
    {
        NdArray<double> values = NdArray<double>.Copy([1, 2, 3, 4, 5, 6], 2, 3);
        CBlock block;
        Crossing.Lend(&block, ("values", values), ("more", NdArray<double>.Copy([7], 1)));
        BorrowedBatch batch = BorrowedBatch.Take(&block);
        Assert.True(block.Schema.Release is null && block.Array.Release is null);
        NdArray<double> read = ((Tensor<double>)batch.Tensors.Find("values")).Values;
        Assert.Equal([2, 3], read.Shape);
        Assert.Equal(values.Span, read.Span);
        Assert.Equal(Crossing.Address(values), Crossing.Address(read));
        Assert.Equal(1, LiveCounts.Imports);
        batch.Drop();
        Assert.Equal(0, LiveCounts.Imports);
        Assert.Throws<ObjectDisposedException>(() => read.Span.Length);
    }

    [Fact]
    public void APinKeepsTheBatch()
    {
        CBlock block, exported;
        Crossing.Lend(&block, ("values", NdArray<double>.Copy([1, 2, 3], 3)));
        BorrowedBatch batch = BorrowedBatch.Take(&block);
        batch.Tensors.Find("values").Export(&exported, "values");
        batch.Drop();
        Assert.Equal([1, 2, 3], new ReadOnlySpan<double>((void*)Crossing.Address(&exported.Array), 3));
        Crossing.Release(&exported);
        Assert.Equal((0, 0), (LiveCounts.Imports, LiveCounts.Exports));
    }

    [Fact]
    public void WhatIsNoRowIsRefusedAndGivenBack()
    {
        CBlock block;
        new Tensor<double>(NdArray<double>.Copy([1], 1)).Export(&block, "alone");
        Assert.Contains("'+s'", Refusal(&block), StringComparison.Ordinal);
        Assert.Equal((0, 0), (LiveCounts.Imports, LiveCounts.Exports));
    }

    [Fact]
    public void ReleasedStructuresAreRefused()
    {
        CBlock block = default;
        Assert.Contains("released", Refusal(&block), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "2")]
    [InlineData("no json", "2")]
    [InlineData("{}", "2")]
    [InlineData("""{"shape":[2]}""", "3")]
    [InlineData("""{"shape":[2,1],"permutation":[1,0]}""", "2")]
    public void AShapeThatIsNoneIsRefused(string? metadata, string listSize)
        => Assert.Throws<DataFormatException>(() => TensorExtension.Decode("x", metadata, listSize));

    private static string Refusal(CBlock* block)
    {
        try
        {
            BorrowedBatch.Take(block);
            return "";
        }
        catch (DataFormatException refusal)
        {
            return refusal.Message;
        }
    }
}
