namespace AlgZoo.Exact;

/// <summary>
/// Adds up a measure of the parts of cells on which the argmax of the logits, the first of equal ones, is not the label. A small sum is one of small positive terms: nothing cancels.
/// </summary>
/// <param name="direction">w, shape [n - 2].</param>
/// <param name="rank">The rank of the input whose position is the label.</param>
/// <param name="measure">The measure.</param>
/// <param name="regions">Receives the linear regions and what is wrong of them; null for nothing.</param>
internal sealed class WrongCells(ReadOnlySpan<double> direction, int rank, Func<SphericalPolygon, double> measure, LinearRegions? regions = null) : LabelledCells(direction, rank)
{
    private readonly SphericalPolygon _wrong = new();
    private SphericalPolygon _right = new();
    private SphericalPolygon _other = new();

    /// <summary>The sum so far.</summary>
    public double Sum { get; private set; }

    /// <summary>Number of cells so far that are wrong, wholly or in part.</summary>
    public long WrongCount { get; private set; }

    /// <summary>Starts the sum anew.</summary>
    public void Reset() => (Sum, WrongCount) = (0, 0);

    /// <inheritdoc/>
    protected override void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern, InputOrder order)
    {
        int label = order.Label;
        var remaining = cell;
        double wrong = 0;
        bool hasWrong = false;
        bool hasRight = true;
        for (int rival = 0; rival < outputs.Length; rival++)
        {
            if (rival == label)
            {
                continue;
            }

            var lead = outputs[label] - outputs[rival];
            var side = remaining.Split(lead, SphericalPolygon.Tolerance(lead), _right, _wrong);
            if (side == PolygonSide.Negative || (side == PolygonSide.On && rival < label))
            {
                wrong += measure(remaining);
                hasWrong = true;
                hasRight = false;
                break;
            }

            if (side == PolygonSide.Both)
            {
                wrong += measure(_wrong);
                hasWrong = true;
                remaining = _right;
                (_right, _other) = (_other, _right);
            }
        }

        if (hasWrong)
        {
            Sum += wrong;
            WrongCount++;
        }

        Record(cell, pattern, order, wrong, hasWrong, hasRight);
    }

    private void Record(SphericalPolygon cell, ActivationPattern pattern, InputOrder order, double wrong, bool hasWrong, bool hasRight)
    {
        if (regions is { KeepsMeasures: true })
        {
            var copy = cell.Copy();
            regions.CellOf(pattern, order).Add(() => measure(copy), wrong, hasWrong, hasRight);
        }
        else
        {
            regions?.CellOf(pattern, order).Add(hasWrong, hasRight);
        }
    }
}
