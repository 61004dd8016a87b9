using Apache.Arrow;
using Apache.Arrow.C;
using FlrInterop.Boundary;
using FlrInterop.Tensors;
using Xunit;

namespace FlrInterop.Tests.Arrow;

[Collection(OneAfterAnother.Name)]
public sealed unsafe class TensorExportTests
{
    [Fact]
    public void TheStructuresHaveTheSizesOfTheCDataInterface()
    {
        Assert.Equal(72, sizeof(CSchema));
        Assert.Equal(80, sizeof(CArray));
        Assert.Equal(152, sizeof(CBlock));
    }

    [Fact]
    public void AnArrayCrossesWithoutACopyAligned()
    {
        NdArray<double> values = NdArray<double>.Copy([1, 2, 3, 4, 5, 6], 2, 3);
        CBlock block;
        new Tensor<double>(values).Export(&block, "values");
        Assert.Equal(Crossing.Address(values), Crossing.Address(&block.Array));
        Assert.Equal(0, Crossing.Address(&block.Array) % ExportedTensor.Alignment);
        Assert.Equal(2, LiveCounts.Exports);
        Crossing.Release(&block);
        Assert.Equal(0, LiveCounts.Exports);
    }

    [Fact]
    public void APartOfAnArrayIsCopiedToBeAligned()
    {
        NdArray<double> part = NdArray<double>.Copy([1, 2, 3, 4, 5, 6], 2, 3).At(1);
        CBlock block;
        new Tensor<double>(part).Export(&block, "part");
        Assert.Equal(0, Crossing.Address(&block.Array) % ExportedTensor.Alignment);
        Assert.Equal([4, 5, 6], new ReadOnlySpan<double>((void*)Crossing.Address(&block.Array), 3));
        Crossing.Release(&block);
        Assert.Equal(0, LiveCounts.Exports);
    }

    [Fact]
    public void TheMemoryStaysWhileTheReceiverHoldsTheNumbersAlone()
    {
        CBlock block;
        new Tensor<double>(NdArray<double>.Copy([1, 2, 3], 3)).Export(&block, "values");

        // A receiver may move the child out and release the parent first.
        CArray numbers = *block.Array.Children[0];
        block.Array.Children[0]->Release = null;
        Crossing.Release(&block);
        Assert.Equal(1, LiveCounts.Exports);
        GC.Collect();
        Assert.Equal([1, 2, 3], new ReadOnlySpan<double>(numbers.Buffers[1], 3));
        numbers.Release(&numbers);
        Assert.Equal(0, LiveCounts.Exports);
    }

    [Fact]
    public void AnotherArrowLibraryReadsTheTensor()
    {
        CBlock block;
        new Tensor<float>(NdArray<float>.Copy([1, 2, 3, 4], 2, 2)).Export(&block, "values");
        Field field = CArrowSchemaImporter.ImportField((CArrowSchema*)&block.Schema);
        Assert.Equal("values", field.Name);
        Assert.Equal(TensorExtension.Name, field.Metadata[TensorExtension.NameKey]);
        Assert.Equal("""{"shape":[2,2]}""", field.Metadata[TensorExtension.MetadataKey]);
        using (var array = (FixedSizeListArray)CArrowArrayImporter.ImportArray((CArrowArray*)&block.Array, field.DataType))
            Assert.Equal([1, 2, 3, 4], ((FloatArray)array.Values).Values.ToArray());
        Assert.Equal(0, LiveCounts.Exports);
    }
}
