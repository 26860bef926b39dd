using AlgZoo.Metering;
using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>What one execution of a basic block adds to a mix.</summary>
/// <param name="Mix">The mix.</param>
/// <param name="DoubleTimes">How often it adds it, unless the mix depends on a type argument that is not double.</param>
/// <param name="SingleTimes">How often it adds it where the type argument is float or Half, to be multiplied with the answer to <paramref name="SingleQuestion"/>.</param>
/// <param name="SingleQuestion">A question of <see cref="MeteredCode"/> about the type argument.</param>
/// <param name="Operations">How many operations it executes.</param>
internal sealed record BlockCost(BlockMix Mix, long DoubleTimes, long SingleTimes, string SingleQuestion, long Operations)
{
    private const int BitsOfDouble = 64;
    private const int BitsOfSingle = 32;

    /// <summary>The costs of a block.</summary>
    /// <param name="known">Costs that are known now.</param>
    /// <param name="generic">Costs that depend on a type argument: counted as double, or single, or not at all, as the JIT finds out.</param>
    /// <param name="mixes">Hands out mixes.</param>
    public static IEnumerable<BlockCost> Of(OperationCounts known, IEnumerable<CallCost> generic, MixTable mixes)
    {
        if (!known.Equals(OperationCounts.None))
        {
            var (mix, times) = mixes.Find(known);
            yield return new BlockCost(new BlockMix(mix, mix, null), times, 0, "", Sum(known));
        }

        foreach (var group in generic.GroupBy(cost => (cost.GenericElement!.FullName, IsVector: cost.VectorBits != 0)))
        {
            var doubles = Sum(group.Select(cost => cost.Operations * Lanes(cost.VectorBits, BitsOfDouble)));
            var singles = Sum(group.Select(cost => cost.Operations.InSingle() * Lanes(cost.VectorBits, BitsOfSingle)));
            var asDouble = mixes.Find(doubles);
            var asSingle = mixes.Find(singles);
            string question = group.Key.IsVector ? nameof(MeteredCode.SinglesIn32Bits) : nameof(MeteredCode.IsSingle);
            yield return new BlockCost(new BlockMix(asDouble.Mix, asSingle.Mix, group.First().GenericElement), asDouble.Times, asSingle.Times, question, Sum(singles));
        }
    }

    private static long Sum(OperationCounts operations) => operations.Occurring().Sum(entry => entry.Count);

    private static OperationCounts Sum(IEnumerable<OperationCounts> costs) => costs.Aggregate((sum, cost) => sum + cost);

    private static long Lanes(int vectorBits, int elementBits) => vectorBits switch
    {
        0 => 1,
        < 0 => System.Numerics.Vector<byte>.Count * 8 / elementBits,
        _ => vectorBits / elementBits,
    };
}

/// <summary>A mix, or one of two as a type argument decides.</summary>
/// <param name="Double">The mix, or that of double.</param>
/// <param name="Single">The same mix, or that of float and Half.</param>
/// <param name="TypeArgument">The type argument; null for none.</param>
internal sealed record BlockMix(int Double, int Single, TypeReference? TypeArgument)
{
    /// <summary>What tells it from others.</summary>
    public string Key { get; } = FormattableString.Invariant($"{Double:00000000}/{Single:00000000}/{TypeArgument?.FullName}");
}
