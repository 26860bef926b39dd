using System.Runtime.Intrinsics;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Correlations of the neurons with the features of what was read, at every step.</summary>
internal sealed class NeuronRoleTally : ITally<NeuronRoleTally>
{
    private const int Lanes = StateSampler.Lanes;
    private const int Parts = Lanes / 4;

    private readonly RandomAddress _address;
    private readonly StateSampler _sampler;
    private readonly PrefixFeatures _features;
    private readonly int _hiddenSize;
    private readonly StepSums[] _steps;
    private long _samples;

    /// <summary>Prepares a tally.</summary>
    /// <param name="model">The weights.</param>
    /// <param name="address">Address of the sequences; block b uses its child b.</param>
    public NeuronRoleTally(ReluRnn model, RandomAddress address)
    {
        _address = address;
        _sampler = new(model);
        _features = new(model.SequenceLength);
        _hiddenSize = model.HiddenSize;
        _steps = [.. Enumerable.Range(0, model.SequenceLength).Select(step => new StepSums(_hiddenSize, _features.Count(step)))];
    }

    /// <summary>The roles by step and neuron.</summary>
    public NeuronRoles Roles
    {
        get
        {
            var features = PrefixFeatures.LastStep(_steps.Length);
            return new(_samples, features, [.. _steps.Select(sums => Enumerable.Range(0, _hiddenSize).Select(neuron => Role(sums, neuron, features)).ToArray())]);
        }
    }

    public void AddBlock(ulong block)
    {
        _sampler.Open(_address.Child(block));
        for (int done = 0; done < ShardedPass.BlockSize; done += Lanes)
        {
            _sampler.Next();
            for (int step = 0; step < _steps.Length; step++)
            {
                _features.Read(step, _sampler.Inputs.Slice(step * Lanes, Lanes));
                _steps[step].Add(_sampler.States.Slice(step * _hiddenSize * Lanes, _hiddenSize * Lanes), _features.Values);
            }
        }

        _samples += ShardedPass.BlockSize;
    }

    public void Add(NeuronRoleTally other)
    {
        _samples += other._samples;
        for (int step = 0; step < _steps.Length; step++)
        {
            _steps[step].Add(other._steps[step]);
        }
    }

    private NeuronRole Role(StepSums sums, int neuron, IReadOnlyList<string> features)
    {
        double?[] correlations = [.. Enumerable.Range(0, sums.Features).Select(feature => sums.Correlation(neuron, feature, _samples))];
        int best = 0;
        for (int feature = 1; feature < correlations.Length; feature++)
        {
            best = Math.Abs(correlations[feature] ?? 0) > Math.Abs(correlations[best] ?? 0) ? feature : best;
        }

        return new NeuronRole(neuron, sums.Active(neuron) / _samples, correlations[best] is null ? null : features[best], correlations[best], correlations);
    }

    /// <summary>Sums of one step, in four partial sums each.</summary>
    private sealed class StepSums(int neurons, int features)
    {
        private readonly Vector256<double>[] _active = new Vector256<double>[neurons];
        private readonly Vector256<double>[] _neuron = new Vector256<double>[neurons];
        private readonly Vector256<double>[] _neuronSquare = new Vector256<double>[neurons];
        private readonly Vector256<double>[] _feature = new Vector256<double>[features];
        private readonly Vector256<double>[] _featureSquare = new Vector256<double>[features];
        private readonly Vector256<double>[] _product = new Vector256<double>[neurons * features];
        private readonly Vector256<double>[] _values = new Vector256<double>[features * Parts];

        public int Features => _feature.Length;

        public void Add(ReadOnlySpan<float> states, ReadOnlySpan<float> values)
        {
            Span<Vector256<double>> state = stackalloc Vector256<double>[Parts];
            for (int feature = 0; feature < _feature.Length; feature++)
            {
                var value = _values.AsSpan(feature * Parts, Parts);
                Widen(values.Slice(feature * Lanes, Lanes), value);
                for (int part = 0; part < Parts; part++)
                {
                    _feature[feature] += value[part];
                    _featureSquare[feature] += value[part] * value[part];
                }
            }

            for (int neuron = 0; neuron < _neuron.Length; neuron++)
            {
                Widen(states.Slice(neuron * Lanes, Lanes), state);
                for (int part = 0; part < Parts; part++)
                {
                    _active[neuron] += Vector256.ConditionalSelect(Vector256.GreaterThan(state[part], Vector256<double>.Zero), Vector256<double>.One, Vector256<double>.Zero);
                    _neuron[neuron] += state[part];
                    _neuronSquare[neuron] += state[part] * state[part];
                }

                for (int feature = 0; feature < _feature.Length; feature++)
                {
                    var value = _values.AsSpan(feature * Parts, Parts);
                    var product = _product[(neuron * _feature.Length) + feature];
                    for (int part = 0; part < Parts; part++)
                    {
                        product += state[part] * value[part];
                    }

                    _product[(neuron * _feature.Length) + feature] = product;
                }
            }
        }

        public void Add(StepSums other)
        {
            AddAll(_active, other._active);
            AddAll(_neuron, other._neuron);
            AddAll(_neuronSquare, other._neuronSquare);
            AddAll(_feature, other._feature);
            AddAll(_featureSquare, other._featureSquare);
            AddAll(_product, other._product);
        }

        public double Active(int neuron) => Vector256.Sum(_active[neuron]);

        public double? Correlation(int neuron, int feature, long samples)
        {
            double neuronMean = Vector256.Sum(_neuron[neuron]) / samples;
            double featureMean = Vector256.Sum(_feature[feature]) / samples;
            double neuronVariance = (Vector256.Sum(_neuronSquare[neuron]) / samples) - (neuronMean * neuronMean);
            double featureVariance = (Vector256.Sum(_featureSquare[feature]) / samples) - (featureMean * featureMean);
            double covariance = (Vector256.Sum(_product[(neuron * _feature.Length) + feature]) / samples) - (neuronMean * featureMean);
            return neuronVariance > 0 && featureVariance > 0 ? Math.Clamp(covariance / Math.Sqrt(neuronVariance * featureVariance), -1, 1) : null;
        }

        private static void Widen(ReadOnlySpan<float> lanes, Span<Vector256<double>> parts)
        {
            for (int part = 0; part < Parts; part += 2)
            {
                (parts[part], parts[part + 1]) = Vector256.Widen(Vector256.Create(lanes[(part * 4)..]));
            }
        }

        private static void AddAll(Vector256<double>[] sums, Vector256<double>[] others)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += others[i];
            }
        }
    }
}
