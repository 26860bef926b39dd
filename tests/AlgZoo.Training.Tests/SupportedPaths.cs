using AlgZoo.Numerics;

namespace AlgZoo.Training.Tests;

/// <summary>The paths that this processor has, for <see cref="ValueSourceAttribute"/>.</summary>
internal static class SupportedPaths
{
    public static IEnumerable<SimdPath> All => Enum.GetValues<SimdPath>().Where(SimdPaths.IsSupported);
}
