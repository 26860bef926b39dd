using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>Adds up the angles at which the argmax of two logits, the first of equal ones, is not the label. Which angles those are is decided exactly.</summary>
internal sealed class WrongSectors(int rank) : ISectorVisitor
{
    /// <summary>The sum so far.</summary>
    public double Angle { get; private set; }

    /// <summary>Number of sectors so far that are wrong, wholly or in part.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Visit(in IntegerVector from, in IntegerVector to, ReadOnlySpan<IntegerVector> outputs, bool isFirstLarger)
    {
        int label = isFirstLarger == (rank == 1) ? 0 : 1;
        var lead = outputs[label] - outputs[1 - label];
        var atFrom = IntegerVector.Dot(lead, from);
        var atTo = IntegerVector.Dot(lead, to);
        if (atFrom.Sign * atTo.Sign < 0)
        {
            var equal = (BigInteger.Abs(atTo) * from) + (BigInteger.Abs(atFrom) * to);
            Angle += atFrom.Sign < 0 ? IntegerVector.Angle(from, equal) : IntegerVector.Angle(equal, to);
            Count++;
        }
        else if (atFrom.Sign + atTo.Sign < 0 || (label == 1 && atFrom.IsZero && atTo.IsZero))
        {
            Angle += IntegerVector.Angle(from, to);
            Count++;
        }
    }
}
