using System.Numerics;

namespace AlgZoo.Exact;

/// <summary>
/// Divides cells further where the order of the inputs changes, so that on each the input of a given rank is always the same one. The inputs are (r w, y1, y2); cells must not be cut by y1 = w_i r already.
/// </summary>
internal abstract class LabelledCells : ICellVisitor
{
    private readonly int _rank;
    private readonly Vector3D[] _inputs;
    private readonly double[] _centre;
    private readonly Vector3D[] _planes;
    private readonly (SphericalPolygon Positive, SphericalPolygon Negative)[] _parts;
    private int _planeCount;

    /// <summary>Prepares for a direction of the inputs but the last two.</summary>
    /// <param name="direction">w, shape [n - 2].</param>
    /// <param name="rank">The rank in question, 0 for the smallest input.</param>
    protected LabelledCells(ReadOnlySpan<double> direction, int rank)
    {
        _rank = rank;
        int n = direction.Length + 2;
        _inputs = new Vector3D[n];
        _inputs[n - 2] = new(0, 1, 0);
        _inputs[n - 1] = new(0, 0, 1);
        _centre = new double[n];
        _planes = new Vector3D[n - 1];
        _parts = new (SphericalPolygon, SphericalPolygon)[n - 1];
        for (int i = 0; i < _planes.Length; i++)
        {
            _parts[i] = (new(), new());
        }

        SetDirection(direction, direction);
    }

    /// <summary>Number of cells after the division so far.</summary>
    public long Cells { get; private set; }

    /// <summary>Turns to another direction.</summary>
    /// <param name="direction">w, shape [n - 2].</param>
    /// <param name="decisive">Those of its components that can be next to the input of the rank in question.</param>
    public void SetDirection(ReadOnlySpan<double> direction, ReadOnlySpan<double> decisive)
    {
        for (int i = 0; i < direction.Length; i++)
        {
            _inputs[i] = new(direction[i], 0, 0);
        }

        _planes[0] = _inputs[^1] - _inputs[^2];
        _planeCount = 1;
        foreach (double value in decisive)
        {
            _planes[_planeCount++] = new(-value, 0, 1);
        }
    }

    /// <inheritdoc/>
    public void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern) => Split(cell, outputs, pattern, plane: 0);

    /// <summary>Input i as a form of (r, y1, y2).</summary>
    protected Vector3D Input(int position) => _inputs[position];

    /// <summary>Receives a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="outputs">Shape [o]: the outputs of the network on it.</param>
    /// <param name="pattern">The neurons that are active on it.</param>
    /// <param name="order">The order of the inputs on it; the label is that of the rank in question.</param>
    protected abstract void Visit(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern, InputOrder order);

    private void Split(SphericalPolygon cell, ReadOnlySpan<Vector3D> outputs, ActivationPattern pattern, int plane)
    {
        for (; plane < _planeCount; plane++)
        {
            var (positive, negative) = _parts[plane];
            if (cell.Split(_planes[plane], SphericalPolygon.Tolerance(_planes[plane]), positive, negative) == PolygonSide.Both)
            {
                Split(positive, outputs, pattern, plane + 1);
                cell = negative;
            }
        }

        Cells++;
        Visit(cell, outputs, pattern, Order(cell));
    }

    private InputOrder Order(SphericalPolygon cell)
    {
        var sum = default(Vector3D);
        foreach (ref readonly var vertex in cell.Vertices)
        {
            sum += vertex;
        }

        for (int i = 0; i < _centre.Length; i++)
        {
            _centre[i] = Vector3D.Dot(_inputs[i], sum);
        }

        for (int i = 0; i < _centre.Length; i++)
        {
            ulong smaller = 0;
            for (int j = 0; j < _centre.Length; j++)
            {
                smaller |= _centre[j] < _centre[i] || (_centre[j] == _centre[i] && j < i) ? 1UL << j : 0;
            }

            if (BitOperations.PopCount(smaller) == _rank)
            {
                return new(i, ~(smaller | (1UL << i)) & ((1UL << _centre.Length) - 1));
            }
        }

        throw new InvalidOperationException($"There is no rank {_rank} among {_centre.Length} inputs.");
    }
}
