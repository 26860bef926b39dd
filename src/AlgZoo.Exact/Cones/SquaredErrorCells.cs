namespace AlgZoo.Exact;

/// <summary>
/// Adds up moments of the error of a scalar output, whose target is the input of a given rank: E[(output - target)^k; X in the half space] of a three-dimensional standard Gaussian X for k = 2, 4. The
/// inputs are (r w, y1, y2) for a single w.
/// </summary>
/// <param name="direction">w.</param>
/// <param name="rank">The rank.</param>
/// <param name="regions">Receives the linear regions; null for nothing.</param>
internal sealed class SquaredErrorCells(double direction, int rank, LinearRegions? regions = null) : LabelledCells([direction], rank)
{
    /// <summary>Sum of second moments so far.</summary>
    public double Second { get; private set; }

    /// <summary>Sum of fourth moments so far.</summary>
    public double Fourth { get; private set; }

    /// <inheritdoc/>
    protected override void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern, InputOrder order)
    {
        regions?.Add(pattern);
        var error = outputs[0] - Input(order.Label);
        double second = cell.SecondMoment(error);
        Second += second;
        Fourth += cell.FourthMoment(error, second);
    }
}
