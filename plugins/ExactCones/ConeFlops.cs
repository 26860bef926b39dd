using System.Numerics;

namespace AlgZoo.Plugins;

/// <summary>What the exact score costs.</summary>
internal static class ConeFlops
{
    // What is wrong of a sector and all of it, an angle each, and their sums; for the squared error also two unit vectors and the terms of Stein's lemma.
    private const long AngleFlops = 90;
    private const long SectorMomentFlops = 100;
    private const long EndFlops = 10;

    /// <summary>
    /// What the budget must hold. Two inputs: a bound that follows from the number of sectors. Three inputs: how many cones there are depends on the weights; the bound is 1.8 to 2.8 times the mean of
    /// random networks, and at least 1.25 times what the costliest weights take that hill climbing found.
    /// </summary>
    public static long UpperBound(ReluRnn model, Quantity quantity)
    {
        long d = model.HiddenSize;
        bool isAccuracy = quantity == Quantity.Accuracy;
        if (model.SequenceLength == 2)
        {
            return OfIntegers(model) + (Sectors(d) * (isAccuracy ? AngleFlops : SectorMomentFlops)) + EndFlops;
        }

        long accuracy = 8_000 + (9_000 * d) + (3_000 * d * d) + (80 * d * d * d);
        return isAccuracy ? accuracy : 3 * accuracy / 2;
    }

    /// <summary>
    /// What the whole-number arithmetic of two inputs would cost in floating point: the estimator declares it, since exactness must not make it free. Products and sums of the pre-activations; a cross
    /// product for each step of the sorts; two changes of each output by each neuron; per sector a cross product and whether, where and how widely the answer is wrong.
    /// </summary>
    public static long OfIntegers(ReluRnn model)
    {
        long d = model.HiddenSize;
        long sortSteps = (d + 1) * (BitOperations.Log2((ulong)d) + 1);
        return (2 * d * d) + (2 * 3 * sortSteps) + (2 * 2 * d * model.OutputSize * 4) + (Sectors(d) * 23);
    }

    // On each side of the first input the rays of d neurons and that of equal inputs bound one sector more.
    private static long Sectors(long hiddenSize) => 2 * (hiddenSize + 2);
}
