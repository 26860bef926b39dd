using static System.FormattableString;

namespace AlgZoo.Plugins;

/// <summary>Writes the symmetry to the ledger: the pairing, and how closely the weights of each pair agree.</summary>
internal static class SymmetryLedger
{
    // Single precision tells no two numbers apart that agree this far.
    private const double ClosestAgreement = 1.0 / (1 << 24);

    /// <summary>Writes it.</summary>
    public static void Write(StandardNetwork network, NeuronPairs pairs, Explanation explanation)
    {
        explanation.BeginStep("standardisation");
        explanation.NoteFree("A neuron may be rescaled: take |W_hi| = 1, the others relative to it.");
        explanation.NoteFree("A shift common to all logits changes no answer: take them with mean 0.");
        explanation.NoteFree("The second largest of three inputs x is also that of -x: a network with f(-x) = f(x) errs alike where x0 > 0 and where x0 < 0.");
        int d = network.HiddenSize;
        int count = d / 2;
        explanation.BeginStep("pairs");
        explanation.CheckOneOf($"The neurons are paired across the signs of W_hi: {pairs}.", Factorial(count));
        explanation.BeginStep("symmetry");
        foreach (int i in pairs.Leaders(network))
        {
            int partner = pairs.PartnerOf(i);
            for (int j = 0; j < d; j++)
            {
                Agree(Invariant($"W_hh[{i},{j}] and W_hh[{partner},{pairs.PartnerOf(j)}]"), network.Recurrent[(i * d) + j], network.Recurrent[(partner * d) + pairs.PartnerOf(j)]);
            }

            // The third follows from the other two.
            for (int k = 0; k < StandardNetwork.Length - 1; k++)
            {
                Agree(Invariant($"W_oh[{k},{i}] and W_oh[{k},{partner}]"), network.Output[(k * d) + i], network.Output[(k * d) + partner]);
            }
        }

        explanation.NoteFree("With the mean of each two weights for both, f(-x) = f(x): x0 > 0 is enough.");

        void Agree(string names, double first, double second)
        {
            double larger = Math.Max(Math.Abs(first), Math.Abs(second));
            double mismatch = larger > 0 ? Math.Abs(first - second) / larger : 0;
            explanation.Check(Invariant($"{names} are {first:G5} and {second:G5}."), Math.Clamp(mismatch, ClosestAgreement, 1));
        }
    }

    private static double Factorial(int count)
    {
        double product = 1;
        for (int k = 2; k <= count; k++)
        {
            product *= k;
        }

        return product;
    }
}
