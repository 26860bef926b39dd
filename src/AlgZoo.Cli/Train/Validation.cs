using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Scores a model as <c>algzoo truth</c> does by default: exactly where that is possible, otherwise on sequences that belong to its weights and to nothing in the training.</summary>
internal static class Validation
{
    private const ulong Seed = 1;

    // Cross-entropy takes several times as long to sample as accuracy, and decides nothing.
    private const long LossSequences = 1 << 20;

    public static ValidationRecord Score(Model model, SequenceTask task, long sequences, int threads, CancellationToken cancellationToken)
    {
        var source = new GroundTruthSource(cache: null);
        GroundTruth Find(Quantity quantity, long samples) => source.Find(model, task, quantity, method: null, samples, Seed, threads, progress: null, cancellationToken);

        var quantity = task.DefaultQuantity;
        var score = Find(quantity, sequences);
        var loss = task is RegressionTask ? score : Find(Quantity.CrossEntropy, Math.Min(sequences, LossSequences));
        return new(QuantityNames.Of(quantity), score.Value, score.StandardError, score.Method == TruthMethod.Exact ? "exact" : "sampling", score.Samples, Seed, loss.Value, loss.StandardError);
    }
}
