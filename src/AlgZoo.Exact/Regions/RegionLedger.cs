using System.Globalization;
using static System.FormattableString;

namespace AlgZoo.Exact;

/// <summary>
/// Writes linear regions to the ledger of an estimate. A sign of W_hi costs a bit. Crossing into a region, one of the neurons that can switch does: log2 of their number. On a cell one of o answers is right:
/// log2 o bits if it is the network's on the larger part, log2(o/(o - 1)) if it is not. The decision boundary of the network cuts a cell anywhere; that it leaves a share of at most s on one side has probability 2 s.
/// </summary>
public static class RegionLedger
{
    // A share below this is rounding.
    private const double SmallestShare = 1.0 / (1L << 52);

    /// <summary>Writes the ledger.</summary>
    /// <param name="regions">The regions.</param>
    /// <param name="explanation">The ledger.</param>
    public static void Write(LinearRegions regions, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(explanation);
        WriteHalfSpaces(regions.Weights, explanation);
        explanation.BeginStep("linear regions");
        foreach (var (sign, count) in regions.HalfSpaces)
        {
            explanation.Pay(Invariant($"{HalfSpace(sign)}: {count} linear regions; into each but the first one of {regions.SwitchingNeurons} neurons switches."), (count - 1) * Math.Log2(regions.SwitchingNeurons));
        }

        if (regions.Cells.Count > 0)
        {
            WriteAnswers(regions, explanation);
            WriteCoincidences(regions, explanation);
        }
    }

    /// <summary>Writes what holds for all regions: which neurons are active at the first step.</summary>
    internal static void WriteHalfSpaces(RnnWeights weights, Explanation explanation)
    {
        explanation.BeginStep("half spaces");
        explanation.NoteFree("The network is positively homogeneous and piecewise linear: linear on finitely many cones.");
        explanation.Pay(
            $"W_hi has the signs {Signs(weights.Input)}: active at the first step for x0 > 0 are {Neurons(Positive(weights.Input, 1))}, for x0 < 0 {Neurons(Positive(weights.Input, -1))}.", weights.HiddenSize);
    }

    private static void WriteAnswers(LinearRegions regions, Explanation explanation)
    {
        explanation.BeginStep("answers");
        int answers = regions.Weights.OutputSize;
        foreach (var cell in regions.Cells)
        {
            bool isRight = cell.IsRight || (cell.IsCut && cell.WrongShare() <= 0.5);
            string finding = (isRight ? "right" : "wrong") + (cell.IsCut ? " on the larger part" : " throughout");
            if (isRight)
            {
                explanation.CheckOneOf(Invariant($"{Name(cell, regions.Weights.SequenceLength)}: {finding}, 1 of {answers} answers."), answers);
            }
            else if (answers > 1)
            {
                explanation.Check(Invariant($"{Name(cell, regions.Weights.SequenceLength)}: {finding}, {answers - 1} of {answers} answers."), (answers - 1.0) / answers);
            }
        }
    }

    private static void WriteCoincidences(LinearRegions regions, Explanation explanation)
    {
        explanation.BeginStep("coincidences");
        foreach (var cell in regions.Cells.Where(cell => cell.IsCut))
        {
            double share = SmallerShare(cell.WrongShare());
            explanation.Check(Invariant($"{Name(cell, regions.Weights.SequenceLength)}: the decision boundary runs so near the border of the cell that {share:0.0e0} of it is cut off."), Math.Min(1, 2 * share));
        }
    }

    private static double SmallerShare(double wrongShare) => Math.Max(SmallestShare, Math.Min(wrongShare, 1 - wrongShare));

    private static string Name(RegionCell cell, int inputs)
    {
        string neurons = inputs == 2 ? $"{Neurons(cell.Pattern.Last)} on" : $"{Neurons(cell.Pattern.BeforeLast)} then {Neurons(cell.Pattern.Last)} on";
        return $"{HalfSpace(cell.HalfSpace)}, {neurons}, {Order(cell.Order, inputs)}";
    }

    private static string HalfSpace(int sign) => sign > 0 ? "x0 > 0" : "x0 < 0";

    private static string Order(InputOrder order, int inputs)
    {
        ulong smaller = ~order.Larger & ~(1UL << order.Label) & ((1UL << inputs) - 1);
        string[] groups = [Join(order.Larger, 'x'), Join(1UL << order.Label, 'x'), Join(smaller, 'x')];
        return string.Join(" > ", groups.Where(group => group.Length > 0));
    }

    private static string Neurons(ulong active) => active == 0 ? "no neuron" : Join(active, 'h');

    private static string Join(ulong set, char letter) =>
        string.Join(", ", Enumerable.Range(0, 64).Where(i => (set >> i & 1) != 0).Select(i => letter + i.ToString(CultureInfo.InvariantCulture)));

    private static string Signs(ReadOnlySpan<double> weights)
    {
        string[] signs = new string[weights.Length];
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = weights[i] > 0 ? "+" : weights[i] < 0 ? "-" : "0";
        }

        return $"({string.Join(", ", signs)})";
    }

    private static ulong Positive(ReadOnlySpan<double> weights, int sign)
    {
        ulong set = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            set |= sign * weights[i] > 0 ? 1UL << i : 0;
        }

        return set;
    }
}
