using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>Turns a suite's wish for noise into a law for one model.</summary>
public static class NoiseCalibration
{
    private const int Copies = 64;
    private const long SequencesPerCopy = 1 << 14;
    private const double SmallestSigma = 1e-5;
    private const double LargestSigma = 1;
    private const int Bisections = 14;

    /// <summary>
    /// The law that a specification stands for. Calibrated noise is relative noise whose scale makes the mean over noisy copies of the accuracy drop by the target; for the other quantities the mean
    /// grows by the target times the trivial estimate. Found by bisection over 64 copies of 2^14 sequences with common random numbers, so that the mean drop is met within about 0.02.
    /// </summary>
    /// <param name="specification">The wish.</param>
    /// <param name="model">The base model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="seed">Seed; the calibration's random streams are disjoint from the suite's draws.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The law.</returns>
    /// <exception cref="SuiteException">No scale up to 1 reaches the target.</exception>
    /// <exception cref="OperationCanceledException">The token was signalled.</exception>
    public static WeightNoise LawFor(NoiseSpecification specification, Model model, SequenceTask task, Quantity quantity, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(task);
        if (specification.Law is { } fixedLaw)
        {
            return fixedLaw;
        }

        var address = RandomAddress.Root(seed).Child("noise-calibration").Child(ModelFingerprint.Of(model, task));
        double unperturbed = ModelSampler.Sample(model, task, quantity, Copies * SequencesPerCopy, address.Child("base"), cancellationToken: cancellationToken).Mean;
        double trivial = TrivialEstimate.Of(task, quantity, model.SequenceLength);

        double DropAt(double sigma)
        {
            var law = new WeightNoise(WeightNoiseKind.Relative, sigma);
            double sum = 0;
            for (ulong copy = 0; copy < Copies; copy++)
            {
                var noisy = law.Apply(model, new RandomStream(address.Child("weights").Child(copy)));
                sum += ModelSampler.Sample(noisy, task, quantity, SequencesPerCopy, address.Child("inputs").Child(copy), cancellationToken: cancellationToken).Mean;
            }

            double mean = sum / Copies;
            return quantity == Quantity.Accuracy ? unperturbed - mean : (mean - unperturbed) / trivial;
        }

        if (!(DropAt(LargestSigma) >= specification.TargetDrop))
        {
            throw new SuiteException(FormattableString.Invariant(
                $"No relative noise up to sigma {LargestSigma} makes the mean {QuantityNames.Of(quantity)} of {unperturbed:0.####} drop by {specification.TargetDrop}; choose a smaller drop or a fixed sigma."));
        }

        double low = Math.Log(SmallestSigma);
        double high = Math.Log(LargestSigma);
        for (int i = 0; i < Bisections; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = DropAt(Math.Exp(middle)) < specification.TargetDrop ? (middle, high) : (low, middle);
        }

        return new WeightNoise(WeightNoiseKind.Relative, Math.Exp((low + high) / 2));
    }
}
