namespace AlgZoo.Exact;

/// <summary>
/// Adds up a measure of the parts of cells on which the argmax of the logits, the first of equal ones, is not the label. A small sum is one of small positive terms: nothing cancels.
/// </summary>
internal sealed class WrongCells(ReadOnlySpan<double> direction, int rank, Func<SphericalPolygon, double> measure) : LabelledCells(direction, rank)
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
    protected override void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, int label)
    {
        bool hasWrong = false;
        for (int rival = 0; rival < outputs.Length; rival++)
        {
            if (rival == label)
            {
                continue;
            }

            var lead = outputs[label] - outputs[rival];
            var side = cell.Split(lead, SphericalPolygon.Tolerance(lead), _right, _wrong);
            if (side == PolygonSide.Negative || (side == PolygonSide.On && rival < label))
            {
                Sum += measure(cell);
                hasWrong = true;
                break;
            }

            if (side == PolygonSide.Both)
            {
                Sum += measure(_wrong);
                hasWrong = true;
                cell = _right;
                (_right, _other) = (_other, _right);
            }
        }

        WrongCount += hasWrong ? 1 : 0;
    }
}
