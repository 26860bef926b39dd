namespace AlgZoo.Exact.Tests;

/// <summary>
/// Networks full of ties, dead neurons and coincident planes, against plain sampling. Weights are -1, 0 and 1 and inputs whole multiples of 2^-30, so that double precision finds every tie exactly.
/// </summary>
internal sealed class DegeneracyTests
{
    private const int NetworkCount = 600;
    private const int Samples = 20_000;

    // 600 comparisons at 5 standard errors: one false alarm in 3,000 changes of the random streams. The mean of 600 squared normal numbers lies within 0.7 and 1.3 but once in 10^6.
    [Test]
    public void Agree_with_sampling_on_a_dyadic_grid([Values(2, 3)] int length)
    {
        double[] scores = new double[NetworkCount];
        Parallel.For(0, NetworkCount, index =>
        {
            var task = index % 2 == 0 ? SequenceTask.SecondArgmax : (ClassificationTask)SequenceTask.Argmax;
            var weights = Networks.Degenerate(hiddenSize: 1 + (index / 120), length, (ulong)index);
            double exact = ExactCones.Evaluate(weights, task).ErrorRate!.Value;
            double sampled = SampledErrorRate(weights, task, (ulong)index);
            scores[index] = (sampled - exact) / Math.Sqrt((exact * (1 - exact) / Samples) + 1e-12);
        });

        Assert.That(scores.Max(Math.Abs), Is.LessThan(5));
        Assert.That(scores.Average(score => score * score), Is.InRange(0.5, 1.3));
    }

    private static double SampledErrorRate(RnnWeights weights, ClassificationTask task, ulong seed)
    {
        var random = new RandomStream(RandomAddress.Root(seed).Child("grid"));
        int n = weights.SequenceLength;
        double[] sequence = new double[n];
        float[] ranked = new float[n];
        double[] state = new double[weights.HiddenSize];
        double[] next = new double[weights.HiddenSize];
        int wrong = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            for (int t = 0; t < n; t++)
            {
                sequence[t] = Math.ScaleB(Math.Round(Math.ScaleB(random.NextGaussian(), 30)), -30);
            }

            // Ranks as numbers that single precision holds.
            for (int t = 0; t < n; t++)
            {
                ranked[t] = sequence.Count(x => x < sequence[t]);
            }

            wrong += Answer(weights, sequence, state, next) == task.Label(ranked) ? 0 : 1;
        }

        return wrong / (double)Samples;
    }

    private static int Answer(RnnWeights weights, double[] sequence, double[] state, double[] next)
    {
        int d = state.Length;
        Array.Clear(state);
        foreach (double x in sequence)
        {
            for (int i = 0; i < d; i++)
            {
                double sum = weights.Input[i] * x;
                for (int j = 0; j < d; j++)
                {
                    sum += weights.Recurrent[(i * d) + j] * state[j];
                }

                next[i] = Math.Max(0, sum);
            }

            next.CopyTo(state, 0);
        }

        int best = 0;
        double largest = double.NegativeInfinity;
        for (int k = 0; k < weights.OutputSize; k++)
        {
            double logit = 0;
            for (int i = 0; i < d; i++)
            {
                logit += weights.Output[(k * d) + i] * state[i];
            }

            (best, largest) = logit > largest ? (k, logit) : (best, largest);
        }

        return best;
    }
}
