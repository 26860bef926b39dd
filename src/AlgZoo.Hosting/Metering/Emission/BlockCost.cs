using AlgZoo.Metering;
using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>What one execution of a basic block adds to a mix.</summary>
/// <param name="Mix">The mix.</param>
/// <param name="Times">How often it adds it.</param>
/// <param name="Operations">How many operations it executes.</param>
/// <param name="Question">A question of <see cref="MeteredCode"/> about <paramref name="TypeArgument"/>, whose answer multiplies <paramref name="Times"/>; null for none.</param>
/// <param name="TypeArgument">The type argument.</param>
internal sealed record BlockCost(int Mix, long Times, long Operations, string? Question, TypeReference? TypeArgument)
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
            yield return Of(known, mixes, question: null, typeArgument: null);
        }

        foreach (var group in generic.GroupBy(cost => (cost.GenericElement!.FullName, IsVector: cost.VectorBits != 0)))
        {
            var element = group.First().GenericElement;
            var doubles = Sum(group.Select(cost => cost.Operations * Lanes(cost.VectorBits, BitsOfDouble)));
            var singles = Sum(group.Select(cost => cost.Operations.InSingle() * Lanes(cost.VectorBits, BitsOfSingle)));
            yield return Of(doubles, mixes, nameof(MeteredCode.IsDouble), element);
            yield return Of(singles, mixes, group.Key.IsVector ? nameof(MeteredCode.SinglesIn32Bits) : nameof(MeteredCode.IsSingle), element);
        }
    }

    private static BlockCost Of(OperationCounts operations, MixTable mixes, string? question, TypeReference? typeArgument)
    {
        var (mix, times) = mixes.Find(operations);
        return new BlockCost(mix, times, operations.Occurring().Sum(entry => entry.Count), question, typeArgument);
    }

    private static OperationCounts Sum(IEnumerable<OperationCounts> costs) => costs.Aggregate((sum, cost) => sum + cost);

    private static long Lanes(int vectorBits, int elementBits) => vectorBits switch
    {
        0 => 1,
        < 0 => System.Numerics.Vector<byte>.Count * 8 / elementBits,
        _ => vectorBits / elementBits,
    };
}
