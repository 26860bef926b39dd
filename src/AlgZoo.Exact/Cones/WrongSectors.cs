using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>Adds up the angles at which the argmax of two logits, the first of equal ones, is not the label. Which angles those are is decided exactly.</summary>
/// <param name="rank">The rank of the input whose position is the label, 0 for the smaller.</param>
/// <param name="regions">Receives the linear regions and what is wrong of them; null for nothing.</param>
internal sealed class WrongSectors(int rank, LinearRegions? regions = null) : ISectorVisitor
{
    /// <summary>The sum so far.</summary>
    public double Angle { get; private set; }

    /// <summary>Number of sectors so far that are wrong, wholly or in part.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Visit(in IntegerVector from, in IntegerVector to, ReadOnlySpan<IntegerVector> outputs, bool isFirstLarger, ActivationPattern pattern)
    {
        int label = isFirstLarger == (rank == 1) ? 0 : 1;
        var lead = outputs[label] - outputs[1 - label];
        var atFrom = IntegerVector.Dot(lead, from);
        var atTo = IntegerVector.Dot(lead, to);
        double wrong = 0;
        bool isCut = atFrom.Sign * atTo.Sign < 0;
        bool isWrong = !isCut && (atFrom.Sign + atTo.Sign < 0 || (label == 1 && atFrom.IsZero && atTo.IsZero));
        if (isCut)
        {
            var equal = (BigInteger.Abs(atTo) * from) + (BigInteger.Abs(atFrom) * to);
            wrong = atFrom.Sign < 0 ? IntegerVector.Angle(from, equal) : IntegerVector.Angle(equal, to);
        }
        else if (isWrong)
        {
            wrong = IntegerVector.Angle(from, to);
        }

        if (isCut || isWrong)
        {
            Angle += wrong;
            Count++;
        }

        if (regions is not null)
        {
            bool isLabelLarger = isFirstLarger == (label == 0);
            var (first, last) = (from, to);
            regions.CellOf(pattern, new(label, isLabelLarger ? 0 : 1UL << (1 - label))).Add(() => IntegerVector.Angle(first, last), wrong, isCut || isWrong, !isWrong);
        }
    }
}
