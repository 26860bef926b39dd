using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AlgZoo.Plugins;

/// <summary>A quadrature rule whose points, temperatures, offsets and weights follow the gradient of its squared error on labelled noisy copies; 8 points at a time.</summary>
internal sealed class TrainableQuadrature
{
    private readonly int _points;

    // A whole number of lanes; what lies beyond the points has no slope and stays as it is.
    private readonly int _lanePoints;
    private readonly int _sequenceLength;
    private readonly Vector256<int>[] _answers;
    private readonly MarginLanes[] _lanes;

    // Position by position: the inputs of all points at one position lie side by side.
    private readonly float[] _inputs;
    private readonly float[] _inputGradient;

    // log b_k, then o_k; v_k, then c.
    private readonly float[] _shapes;
    private readonly float[] _shapeGradient;
    private readonly float[] _weights;
    private readonly float[] _weightGradient;

    private readonly float[] _margins;
    private readonly float[] _features;
    private readonly float[] _slopes;
    private readonly Vector256<float>[] _laneInputs;

    public TrainableQuadrature(QuadratureRule start, int hiddenSize, int outputSize)
    {
        _points = start.Points;
        _sequenceLength = start.SequenceLength;
        _lanePoints = (_points + MarginLanes.Lanes - 1) / MarginLanes.Lanes * MarginLanes.Lanes;
        _answers = new Vector256<int>[_lanePoints / MarginLanes.Lanes];
        start.Answers.CopyTo(MemoryMarshal.Cast<Vector256<int>, int>(_answers.AsSpan()));
        _lanes = [.. Enumerable.Range(0, _answers.Length).Select(_ => new MarginLanes(hiddenSize, _sequenceLength, outputSize))];
        _inputs = new float[_sequenceLength * _lanePoints];
        _inputGradient = new float[_inputs.Length];
        for (int k = 0; k < _points; k++)
        {
            for (int t = 0; t < _sequenceLength; t++)
            {
                _inputs[(t * _lanePoints) + k] = start.Inputs[(k * _sequenceLength) + t];
            }
        }

        _shapes = [.. start.Sharpness.Select(sharpness => MathF.Log(sharpness)), .. start.Offsets];
        _shapeGradient = new float[_shapes.Length];
        _weights = [.. start.Weights, start.Constant];
        _weightGradient = new float[_weights.Length];
        _margins = new float[_lanePoints];
        _features = new float[_points];
        _slopes = new float[_lanePoints];
        _laneInputs = new Vector256<float>[_sequenceLength];
    }

    /// <summary>x_k at position t lies at t L + k, with L the number of points rounded up to whole lanes.</summary>
    public Span<float> Inputs => _inputs;

    /// <summary>Gradient with respect to <see cref="Inputs"/>.</summary>
    public ReadOnlySpan<float> InputGradient => _inputGradient;

    /// <summary>log b_k, then o_k.</summary>
    public Span<float> Shapes => _shapes;

    /// <summary>Gradient with respect to <see cref="Shapes"/>.</summary>
    public ReadOnlySpan<float> ShapeGradient => _shapeGradient;

    /// <summary>v_k, then c.</summary>
    public Span<float> Weights => _weights;

    /// <summary>Gradient with respect to <see cref="Weights"/>.</summary>
    public ReadOnlySpan<float> WeightGradient => _weightGradient;

    /// <summary>tanh(b_k margin + o_k) of the last <see cref="Estimate"/>.</summary>
    public ReadOnlySpan<float> Features => _features;

    public void ClearGradients()
    {
        Array.Clear(_inputGradient);
        Array.Clear(_shapeGradient);
        Array.Clear(_weightGradient);
    }

    /// <summary>The estimate for a vector of all weights of a model, not clamped.</summary>
    public double Estimate(ReadOnlySpan<float> model)
    {
        var margins = MemoryMarshal.Cast<float, Vector256<float>>(_margins.AsSpan());
        for (int group = 0; group < _lanes.Length; group++)
        {
            for (int t = 0; t < _sequenceLength; t++)
            {
                _laneInputs[t] = Vector256.Create<float>(_inputs.AsSpan((t * _lanePoints) + (group * MarginLanes.Lanes), MarginLanes.Lanes));
            }

            margins[group] = _lanes[group].Margins(model, _laneInputs, _answers[group]);
        }

        double value = _weights[_points];
        for (int k = 0; k < _points; k++)
        {
            _features[k] = MathF.Tanh((MathF.Exp(_shapes[k]) * _margins[k]) + _shapes[_points + k]);
            value += _weights[k] * _features[k];
        }

        return value;
    }

    /// <summary>Adds the gradients of <paramref name="slope"/> times the last <see cref="Estimate"/>, which was that of the same model.</summary>
    public void AddGradients(ReadOnlySpan<float> model, float slope)
    {
        for (int k = 0; k < _points; k++)
        {
            float sharpness = MathF.Exp(_shapes[k]);
            float argumentSlope = slope * _weights[k] * (1 - (_features[k] * _features[k]));
            _weightGradient[k] += slope * _features[k];
            _shapeGradient[k] += argumentSlope * sharpness * _margins[k];
            _shapeGradient[_points + k] += argumentSlope;
            _slopes[k] = argumentSlope * sharpness;
        }

        _weightGradient[_points] += slope;
        var slopes = MemoryMarshal.Cast<float, Vector256<float>>(_slopes.AsSpan());
        var gradients = MemoryMarshal.Cast<float, Vector256<float>>(_inputGradient.AsSpan());
        for (int group = 0; group < _lanes.Length; group++)
        {
            for (int t = 0; t < _sequenceLength; t++)
            {
                _laneInputs[t] = gradients[(t * _lanes.Length) + group];
            }

            _lanes[group].AddGradients(model, _answers[group], slopes[group], _laneInputs);
            for (int t = 0; t < _sequenceLength; t++)
            {
                gradients[(t * _lanes.Length) + group] = _laneInputs[t];
            }
        }
    }

    /// <summary>The rule as it is now.</summary>
    public QuadratureRule ToRule()
    {
        var rule = new QuadratureRule(_points, _sequenceLength) { Constant = _weights[_points] };
        MemoryMarshal.Cast<Vector256<int>, int>(_answers)[.._points].CopyTo(rule.Answers);
        for (int k = 0; k < _points; k++)
        {
            rule.Sharpness[k] = MathF.Exp(_shapes[k]);
            rule.Offsets[k] = _shapes[_points + k];
            rule.Weights[k] = _weights[k];
            for (int t = 0; t < _sequenceLength; t++)
            {
                rule.Inputs[(k * _sequenceLength) + t] = _inputs[(t * _lanePoints) + k];
            }
        }

        return rule;
    }
}
