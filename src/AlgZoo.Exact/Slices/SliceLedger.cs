using static System.FormattableString;

namespace AlgZoo.Exact;

/// <summary>
/// Writes slices to the ledger of an estimate: each is a calculation of its own, with the surprise of its linear regions from below. Where the decision boundary cuts a cell is not accounted for: to measure
/// all such cells would take a fifth of the compute that goes into slices.
/// </summary>
internal sealed class SliceLedger
{
    private const double DegreesPerRadian = 180 / Math.PI;

    private readonly Explanation _explanation;
    private readonly int _signs;
    private readonly double _perRegion;
    private readonly double _perRight;
    private readonly double _perWrong;

    /// <summary>Writes what comes before all slices.</summary>
    public SliceLedger(RnnWeights weights, Explanation explanation)
    {
        _explanation = explanation;
        Regions = new LinearRegions(weights) { KeepsMeasures = false };
        int answers = weights.OutputSize;
        _signs = weights.HiddenSize;
        _perRegion = Math.Log2(Regions.SwitchingNeurons);
        _perRight = Math.Log2(answers);
        _perWrong = _perRight - Math.Log2(answers - 1);
        RegionLedger.WriteHalfSpaces(weights, explanation);
        explanation.BeginStep("slices");
        explanation.NoteFree("Given the direction of (x0, x1), which a slice fixes, their length and the last two inputs are integrated in closed form.");
        explanation.NoteFree(Invariant($"A slice pays {_signs} bits for the neurons that are active at the second step; into each region of it but the first one of {Regions.SwitchingNeurons} neurons switches."));
        explanation.NoteFree(Invariant($"A cell pays for 1 of {answers} answers if it is right throughout, for {answers - 1} of {answers} if not. Where the decision boundary cuts a cell is left out: the bits are those of a slice from below."));
    }

    /// <summary>Where a slice leaves its regions.</summary>
    public LinearRegions Regions { get; }

    /// <summary>Writes the slice that was evaluated.</summary>
    /// <param name="angle">Its direction, in radians.</param>
    public void Write(double angle)
    {
        int right = Regions.RightCells;
        int wrong = Regions.WrongCells;
        int cut = Regions.CutCells;
        _explanation.Pay(
            Invariant($"(x0, x1) at {angle * DegreesPerRadian:F3} degrees: {Regions.Regions} regions, {right} cells right, {wrong} wrong, {cut} cut by the decision boundary."),
            _signs + ((Regions.Regions - 1) * _perRegion) + (right * _perRight) + ((wrong + cut) * _perWrong));
    }
}
