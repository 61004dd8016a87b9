using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using FlrInterop.Wire;

namespace FlrInterop.Bridge;

internal sealed class EnvironmentOperation : Operation
{
    public override string Name => "environment";

    public override string Documentation => "The library, the runtime and the processor it runs on.";

    public override void Run(WireReader spec, Reply reply, JobContext job) => reply.Fields
        .Text("version", typeof(Network).Assembly.GetName().Version!.ToString(3))
        .Text("runtime", RuntimeInformation.FrameworkDescription)
        .Text("os", RuntimeInformation.OSDescription)
        .Text("architecture", RuntimeInformation.ProcessArchitecture.ToString())
        .Texts("cpu_features", Features())
        .Whole("vector_bits", Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector<byte>.Count * 8)
        .Whole("cores", Environment.ProcessorCount)
        .Text("garbage_collector", System.Runtime.GCSettings.IsServerGC ? "server" : "workstation");

    private static IEnumerable<string> Features()
    {
        if (Avx2.IsSupported)
            yield return "AVX2";
        if (Fma.IsSupported)
            yield return "FMA";
        if (Avx512F.IsSupported)
            yield return "AVX-512F";
        if (System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported)
            yield return "AdvSIMD";
    }
}
