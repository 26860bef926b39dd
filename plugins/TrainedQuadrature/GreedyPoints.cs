using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AlgZoo.Advice;

namespace AlgZoo.Plugins;

/// <summary>
/// The start of the training: of random inputs on which noisy copies disagree, those whose margins explain the scores best, taken one after the other by orthogonal least squares (Chen, Cowan and Grant 1991).
/// </summary>
internal sealed class GreedyPoints
{
    private const int DrawnInputs = 8192;
    private const int JudgingCopies = 64;
    private const int Candidates = 512;
    private const int FittedCopies = 4096;

    // A candidate that the chosen ones explain but for this share of its variance is no further point.
    private const double LeastOwnVariance = 1e-3;

    // tanh bends at 1.5 times the median margin.
    private const float InitialBend = 1.5f;

    private readonly NoisyCopies _copies;
    private readonly int _sequenceLength;
    private readonly float[] _inputs;
    private readonly int[] _answers;
    private readonly float[][] _features;
    private readonly float _sharpness;

    public GreedyPoints(ReluRnn baseModel, ClassificationTask task, NoisyCopies copies, RandomStream random, CancellationToken cancellationToken)
    {
        _copies = copies;
        _sequenceLength = baseModel.SequenceLength;
        var lanes = new MarginLanes(baseModel.HiddenSize, _sequenceLength, baseModel.OutputSize);
        float[] drawn = new float[DrawnInputs * _sequenceLength];
        random.FillGaussian(drawn);
        int[] answers = Answers(task, drawn, _sequenceLength);
        var correct = Margins(lanes, drawn, answers, Math.Min(JudgingCopies, copies.Count), cancellationToken);
        int[] chosen = Disputed(correct, random);

        _answers = [.. chosen.Select(i => answers[i])];
        _inputs = [.. chosen.SelectMany(i => new ArraySegment<float>(drawn, i * _sequenceLength, _sequenceLength))];
        _features = Margins(lanes, _inputs, _answers, Math.Min(FittedCopies, copies.Count), cancellationToken);
        HasFiniteMargins = Array.TrueForAll(_features, margins => Array.TrueForAll(margins, float.IsFinite));
        _sharpness = 1 / (InitialBend * MedianMagnitude(_features));
        foreach (float[] margins in _features)
        {
            for (int copy = 0; copy < margins.Length; copy++)
            {
                margins[copy] = MathF.Tanh(_sharpness * margins[copy]);
            }
        }
    }

    /// <summary>Whether the margins of the copies on the candidates are finite numbers, as they must be for <see cref="Best"/>.</summary>
    public bool HasFiniteMargins { get; }

    /// <summary>The best rule of K points, by ridge regression on them.</summary>
    public QuadratureRule Best(int points)
    {
        int[] chosen = Choose(points);
        var rule = new QuadratureRule(points, _sequenceLength);
        for (int k = 0; k < points; k++)
        {
            _inputs.AsSpan(chosen[k] * _sequenceLength, _sequenceLength).CopyTo(rule.Inputs.AsSpan(k * _sequenceLength));
            rule.Answers[k] = _answers[chosen[k]];
            rule.Sharpness[k] = _sharpness;
        }

        var regression = new RidgeRegression(points);
        double[] row = new double[points];
        for (int copy = 0; copy < _features[0].Length; copy++)
        {
            for (int k = 0; k < points; k++)
            {
                row[k] = _features[chosen[k]][copy];
            }

            regression.Add(row, _copies.Score(copy), _copies.FitWeight(copy));
        }

        var (coefficients, constant) = regression.Solve(QuadratureTraining.Penalty);
        for (int k = 0; k < points; k++)
        {
            rule.Weights[k] = (float)coefficients[k];
        }

        rule.Constant = (float)constant;
        return rule;
    }

    // Orthogonal least squares: after each choice the remaining candidates keep only what the chosen ones do not explain.
    private int[] Choose(int points)
    {
        int count = _features[0].Length;
        double[] target = Centred(copy => _copies.Score(copy), count);
        double[][] candidates = [.. _features.Select(feature => Centred(copy => feature[copy], count))];
        double[] variances = [.. candidates.Select(candidate => Dot(candidate, candidate))];
        double[] ownVariances = [.. variances];
        double[] covariances = [.. candidates.Select(candidate => Dot(candidate, target))];
        var directions = new List<double[]>();
        var chosen = new List<int>();
        while (chosen.Count < points)
        {
            int best = -1;
            double bestGain = -1;
            for (int j = 0; j < candidates.Length; j++)
            {
                double gain = covariances[j] * covariances[j] / Math.Max(ownVariances[j], (LeastOwnVariance * variances[j]) + double.Epsilon);
                if (gain > bestGain && !chosen.Contains(j))
                {
                    (best, bestGain) = (j, gain);
                }
            }

            chosen.Add(best);
            double[] direction = [.. candidates[best]];
            foreach (double[] earlier in directions)
            {
                AddMultiple(direction, -Dot(direction, earlier), earlier);
            }

            double norm = Math.Sqrt(Dot(direction, direction));
            if (norm == 0)
            {
                continue;
            }

            AddMultiple(direction, (1 / norm) - 1, direction);
            directions.Add(direction);
            double targetPart = Dot(direction, target);
            for (int j = 0; j < candidates.Length; j++)
            {
                double part = Dot(direction, candidates[j]);
                ownVariances[j] -= part * part;
                covariances[j] -= part * targetPart;
            }
        }

        return [.. chosen];
    }

    // Values about their weighted mean, times the roots of the weights.
    private double[] Centred(Func<int, double> values, int count)
    {
        double sum = 0;
        double total = 0;
        for (int copy = 0; copy < count; copy++)
        {
            sum += _copies.FitWeight(copy) * values(copy);
            total += _copies.FitWeight(copy);
        }

        double[] centred = new double[count];
        for (int copy = 0; copy < count; copy++)
        {
            centred[copy] = Math.Sqrt(_copies.FitWeight(copy)) * (values(copy) - (sum / total));
        }

        return centred;
    }

    // Margins of every input for the first copies, shape [input][copy].
    private float[][] Margins(MarginLanes lanes, float[] inputs, int[] answers, int copies, CancellationToken cancellationToken)
    {
        float[][] margins = [.. answers.Select(_ => new float[copies])];
        var packed = new Vector256<float>[_sequenceLength];
        for (int first = 0; first < answers.Length; first += MarginLanes.Lanes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int t = 0; t < _sequenceLength; t++)
            {
                for (int lane = 0; lane < MarginLanes.Lanes; lane++)
                {
                    packed[t] = packed[t].WithElement(lane, inputs[((first + lane) * _sequenceLength) + t]);
                }
            }

            var packedAnswers = Vector256.Create<int>(answers.AsSpan(first, MarginLanes.Lanes));
            for (int copy = 0; copy < copies; copy++)
            {
                var values = lanes.Margins(_copies.Weights(copy), packed, packedAnswers);
                for (int lane = 0; lane < MarginLanes.Lanes; lane++)
                {
                    margins[first + lane][copy] = values[lane];
                }
            }
        }

        return margins;
    }

    // Inputs drawn without replacement with probabilities that follow the standard deviation of their correctness (Efraimidis and Spirakis 2006).
    private static int[] Disputed(float[][] margins, RandomStream random)
    {
        double Key(float[] ofInput)
        {
            double correct = ofInput.Count(margin => margin > 0) / (double)ofInput.Length;
            double deviation = Math.Sqrt((correct * (1 - correct)) + 1e-4);
            return -Math.Log(1 - random.NextDouble()) / deviation;
        }

        double[] keys = [.. margins.Select(Key)];
        int[] inputs = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, inputs);
        return inputs[..Candidates];
    }

    private static int[] Answers(ClassificationTask task, ReadOnlySpan<float> inputs, int sequenceLength)
    {
        int[] answers = new int[inputs.Length / sequenceLength];
        for (int i = 0; i < answers.Length; i++)
        {
            answers[i] = task.Label(inputs.Slice(i * sequenceLength, sequenceLength));
        }

        return answers;
    }

    private static float MedianMagnitude(float[][] margins)
    {
        float[] magnitudes = [.. margins.Select(ofInput => MathF.Abs(ofInput[0]))];
        Array.Sort(magnitudes);
        return magnitudes[magnitudes.Length / 2] is > 0 and var median ? median : 1;
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = Vector256<double>.Zero;
        var leftVectors = MemoryMarshal.Cast<double, Vector256<double>>(left);
        var rightVectors = MemoryMarshal.Cast<double, Vector256<double>>(right);
        for (int i = 0; i < leftVectors.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(leftVectors[i], rightVectors[i], sum);
        }

        return Vector256.Sum(sum);
    }

    private static void AddMultiple(double[] destination, double factor, double[] source)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] += factor * source[i];
        }
    }
}
