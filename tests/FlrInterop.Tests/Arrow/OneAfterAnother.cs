using Xunit;

namespace FlrInterop.Tests.Arrow;

/// <summary>Tests that read the exact counts: one after another, and not beside others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAfterAnother
{
    public const string Name = "live counts";
}
