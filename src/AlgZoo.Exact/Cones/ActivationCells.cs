namespace AlgZoo.Exact;

/// <summary>
/// The last two steps of a network whose inputs are (r w, y1, y2), r >= 0, for a fixed direction w of the inputs before: the state before them is a multiple of r, so that the network is positively
/// homogeneous in (r, y1, y2), and the half space r > 0 falls into cones on which it is linear. Buffers are made once and reused.
/// </summary>
internal sealed class ActivationCells
{
    private static readonly Vector3D LastInput = new(0, 0, 1);

    private readonly RnnWeights _weights;
    private readonly ICellVisitor _visitor;
    private readonly HalfPlaneWedges _wedges = new();
    private readonly SphericalPolygon _triangle = new();
    private readonly List<Level> _levels = [];
    private readonly int[] _active;
    private readonly Vector3D[] _firstForms;
    private readonly Vector3D[] _lastForms;
    private readonly double[] _tolerances;
    private ulong _activeBeforeLast;

    public ActivationCells(RnnWeights weights, ICellVisitor visitor)
    {
        _weights = weights;
        _visitor = visitor;
        int d = weights.HiddenSize;
        _active = new int[d];
        _firstForms = new Vector3D[d];
        _lastForms = new Vector3D[d];
        _tolerances = new double[d];
    }

    /// <summary>Number of cells visited so far.</summary>
    public long Cells { get; private set; }

    /// <summary>Visits every cell of a direction; together they are the half space. None contains points of y1 = 0, y2 = 0 or y1 = b r inside, for the given values b.</summary>
    /// <param name="state">Shape [d]: the state before the last two steps at r = 1.</param>
    /// <param name="breaks">The values b.</param>
    /// <param name="cancellationToken">Stops the work between wedges of the last input but one.</param>
    public void Visit(ReadOnlySpan<double> state, ReadOnlySpan<double> breaks, CancellationToken cancellationToken)
    {
        SetFirstForms(state);
        _wedges.Reset();
        foreach (double value in breaks)
        {
            _wedges.Split(new(-value, 1, 0));
        }

        foreach (ref readonly var form in _firstForms.AsSpan())
        {
            _wedges.Split(form);
        }

        for (int wedge = 0; wedge < _wedges.Count; wedge++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SetLastForms(wedge);
            var lower = _wedges.Lower(wedge);
            var upper = _wedges.Upper(wedge);
            VisitTriangle(lower, upper, LastInput);
            VisitTriangle(upper, lower, -1 * LastInput);
        }
    }

    // Pre-activations of the last step but one.
    private void SetFirstForms(ReadOnlySpan<double> state)
    {
        int d = state.Length;
        int active = 0;
        for (int j = 0; j < d; j++)
        {
            if (state[j] > 0)
            {
                _active[active++] = j;
            }
        }

        for (int i = 0; i < d; i++)
        {
            var row = _weights.Recurrent.Slice(i * d, d);
            double sum = 0;
            foreach (int j in _active.AsSpan(0, active))
            {
                sum += row[j] * state[j];
            }

            _firstForms[i] = new(sum, _weights.Input[i], 0);
        }
    }

    // Pre-activations of the last step, in a wedge.
    private void SetLastForms(int wedge)
    {
        int d = _firstForms.Length;
        int active = 0;
        _activeBeforeLast = 0;
        for (int j = 0; j < d; j++)
        {
            if (_wedges.IsPositive(wedge, _firstForms[j]))
            {
                _active[active++] = j;
                _activeBeforeLast |= 1UL << j;
            }
        }

        for (int i = 0; i < d; i++)
        {
            var row = _weights.Recurrent.Slice(i * d, d);
            double x = 0;
            double y = 0;
            foreach (int j in _active.AsSpan(0, active))
            {
                x += row[j] * _firstForms[j].X;
                y += row[j] * _firstForms[j].Y;
            }

            _lastForms[i] = new(x, y, _weights.Input[i]);
            _tolerances[i] = SphericalPolygon.Tolerance(_lastForms[i]);
        }
    }

    private void VisitTriangle(in Vector3D a, in Vector3D b, in Vector3D c)
    {
        _triangle.SetTriangle(a, b, c);
        var level = LevelAt(0);
        Array.Clear(level.Outputs);
        Split(_triangle, level, depth: 0, neuron: 0, active: 0);
    }

    // Splits by the neurons from one on. What those before it add to the outputs is in the level; cells that begin alike share those sums.
    private void Split(SphericalPolygon cell, Level level, int depth, int neuron, ulong active)
    {
        for (; neuron < _lastForms.Length; neuron++)
        {
            switch (cell.Split(_lastForms[neuron], _tolerances[neuron], level.Positive, level.Negative))
            {
                case PolygonSide.Positive:
                    Activate(level.Outputs, neuron);
                    active |= 1UL << neuron;
                    break;
                case PolygonSide.Both:
                    var inner = LevelAt(depth + 1);
                    level.Outputs.CopyTo(inner.Outputs, 0);
                    Activate(inner.Outputs, neuron);
                    Split(level.Positive, inner, depth + 1, neuron + 1, active | (1UL << neuron));
                    cell = level.TakeNegative();
                    break;
            }
        }

        Cells++;
        _visitor.Visit(cell, level.Outputs, new(_activeBeforeLast, active));
    }

    private void Activate(Vector3D[] outputs, int neuron)
    {
        ref readonly var form = ref _lastForms[neuron];
        var weights = _weights.Output;
        for (int k = 0, index = neuron; k < outputs.Length; k++, index += _lastForms.Length)
        {
            outputs[k] += weights[index] * form;
        }
    }

    private Level LevelAt(int depth)
    {
        if (depth == _levels.Count)
        {
            _levels.Add(new Level(_weights.OutputSize));
        }

        return _levels[depth];
    }

    private sealed class Level(int outputs)
    {
        private SphericalPolygon _other = new();

        public Vector3D[] Outputs { get; } = new Vector3D[outputs];

        public SphericalPolygon Positive { get; } = new();

        public SphericalPolygon Negative { get; private set; } = new();

        // The next split is one of the polygon taken and needs another to write to.
        public SphericalPolygon TakeNegative()
        {
            var taken = Negative;
            (Negative, _other) = (_other, Negative);
            return taken;
        }
    }
}
