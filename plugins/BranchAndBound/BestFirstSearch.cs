namespace AlgZoo.Plugins;

/// <summary>Bisects undecided cones, the one of most mass first. Decided cones leave nothing behind but their mass.</summary>
internal sealed class BestFirstSearch
{
    // Masses in fixed point order the queue.
    private const double PriorityScale = 1L << 62;

    // Sums of masses have a relative error of 2^-52 to first order, see CompensatedSum.
    private const double SumError = 1.0 / (1L << 51);

    private readonly int _length;
    private readonly ConeBounds _bounds;
    private readonly long _setupFlops;
    private readonly double[] _parent;
    private readonly PriorityQueue<int, long> _undecided = new();
    private readonly Stack<int> _freeSlots = new();
    private double[] _edges;
    private Cone[] _cones;
    private int _slots;
    private CompensatedSum _right;
    private CompensatedSum _wrong;
    private long _rightCones;
    private long _wrongCones;

    /// <summary>Bounds the roots.</summary>
    public BestFirstSearch(ReluRnn model, ClassificationTask task)
    {
        _length = model.SequenceLength;
        _bounds = new ConeBounds(model);
        _setupFlops = BoundFlops.Setup(model);
        _parent = new double[_length * _length];
        _cones = new Cone[64];
        _edges = new double[_cones.Length * _parent.Length];
        float[] centre = new float[_length];
        foreach (double[] root in Simplex.AllRoots(_length))
        {
            for (int i = 0; i < _length; i++)
            {
                double sum = 0;
                for (int row = 0; row < _length; row++)
                {
                    sum += root[(row * _length) + i];
                }

                centre[i] = (float)sum;
            }

            Bound(root, task.Label(centre), level: 0);
        }
    }

    /// <summary>Number of cones bounded so far.</summary>
    public long Cones { get; private set; }

    /// <summary>FLOPs so far, from above.</summary>
    public long Flops => _setupFlops + _bounds.Flops + (Cones * BoundFlops.Cone(_length));

    /// <summary>What is neither right nor wrong for certain.</summary>
    public double UndecidedMass => Math.Max(0, 1 - _right.Value - _wrong.Value);

    /// <summary>Whether there is a cone to bisect.</summary>
    public bool CanBisect => _undecided.Count > 0;

    /// <summary>Records that each cone was bounded: right throughout, wrong throughout, or neither.</summary>
    public void Explain(Explanation explanation)
    {
        const int Verdicts = 3;
        explanation.CheckOneOf($"{_rightCones} cones right throughout", Verdicts, _rightCones);
        explanation.CheckOneOf($"{_wrongCones} cones wrong throughout", Verdicts, _wrongCones);
        explanation.CheckOneOf($"{Cones - _rightCones - _wrongCones} cones undecided", Verdicts, Cones - _rightCones - _wrongCones);
        explanation.NoteFree($"presumes a share of {_undecided.Count} cones that are left undecided");
    }

    /// <summary>Certain bounds on the accuracy, all rounding included.</summary>
    public CertifiedBounds Bounds()
    {
        const double Certain = 1 - (2 * (Simplex.MassError + SumError));
        return new(Math.Max(0, Certain * _right.Value), Math.Min(1, Math.BitIncrement(1 - (Certain * _wrong.Value))));
    }

    /// <summary>An estimate between the bounds: the undecided cones at the shares that seem right.</summary>
    public double Value()
    {
        double sum = 0;
        foreach (var (slot, _) in _undecided.UnorderedItems)
        {
            sum += _cones[slot].Mass * _cones[slot].Share;
        }

        return _right.Value + sum;
    }

    /// <summary>Bisects the undecided cone of most mass.</summary>
    public void Bisect()
    {
        int slot = _undecided.Dequeue();
        var cone = _cones[slot];
        _edges.AsSpan(slot * _parent.Length, _parent.Length).CopyTo(_parent);
        _freeSlots.Push(slot);
        var (first, second) = Simplex.LongestSide(_parent);
        Span<double> half = stackalloc double[_parent.Length];
        foreach (var (kept, moved) in (ReadOnlySpan<(int, int)>)[(first, second), (second, first)])
        {
            _parent.CopyTo(half);
            for (int i = 0; i < _length; i++)
            {
                half[(moved * _length) + i] = 0.5 * (_parent[(kept * _length) + i] + _parent[(moved * _length) + i]);
            }

            Bound(half, cone.Label, cone.Level + 1);
        }
    }

    private void Bound(ReadOnlySpan<double> edges, int label, int level)
    {
        Cones++;
        double mass = Simplex.Mass(edges, Math.ScaleB(1, -level));
        switch (_bounds.Decide(edges, label, out double share))
        {
            case Verdict.Right:
                _right.Add(mass);
                _rightCones++;
                break;
            case Verdict.Wrong:
                _wrong.Add(mass);
                _wrongCones++;
                break;
            case Verdict.Undecided when level < Simplex.DeepestLevel:
                int slot = TakeSlot();
                edges.CopyTo(_edges.AsSpan(slot * _parent.Length));
                _cones[slot] = new Cone(mass, share, label, level);
                _undecided.Enqueue(slot, -(long)(mass * PriorityScale));
                break;
        }
    }

    private int TakeSlot()
    {
        if (_freeSlots.TryPop(out int slot))
        {
            return slot;
        }

        if (_slots == _cones.Length)
        {
            Array.Resize(ref _cones, 2 * _cones.Length);
            Array.Resize(ref _edges, 2 * _edges.Length);
        }

        return _slots++;
    }

    private readonly record struct Cone(double Mass, double Share, int Label, int Level);
}
