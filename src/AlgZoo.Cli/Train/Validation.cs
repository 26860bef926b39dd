using AlgZoo.Evaluation;

namespace AlgZoo.Cli;

/// <summary>Scores a model as <c>algzoo truth</c> does by default: exactly where that is possible, otherwise on sequences that belong to its weights and to nothing in the training.</summary>
internal static class Validation
{
    private const ulong Seed = 1;

    public static ValidationRecord Score(Model model, SequenceTask task, long sequences, int threads, CancellationToken cancellationToken)
    {
        var source = new GroundTruthSource(cache: null);
        GroundTruth Find(Quantity quantity) => source.Find(model, task, quantity, method: null, sequences, Seed, threads, progress: null, cancellationToken);

        var quantity = task.DefaultQuantity;
        var score = Find(quantity);
        double loss = task is RegressionTask ? score.Value : Find(Quantity.CrossEntropy).Value;
        return new(QuantityNames.Of(quantity), score.Value, score.StandardError, score.Method == TruthMethod.Exact ? "exact" : "sampling", score.Samples, Seed, loss);
    }
}
