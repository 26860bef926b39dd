using System.Globalization;
using AlgZoo.Numerics;

namespace AlgZoo.Plugins;

/// <summary>
/// The exact mean over all n^n token sequences of an attention transformer. With one or two layers the sequences are the leaves of a tree of tokens: the first layer of attention is a table over pairs of
/// (position, token), its sums are carried down the tree, and only the last position's query is followed through the second layer.
/// </summary>
/// <remarks>
/// Costs <see cref="EnumerationCost"/>, a fifth to a tenth of n^n samples. Models of more layers, and models whose first layer's scores lie too far apart for a table of exponentials, are run on
/// every sequence by the host's kernel.
/// </remarks>
[Estimator(
    "cycle-enumeration",
    Kind = EstimatorKind.Deductive,
    Summary = "Attention transformers exactly: all token sequences, with their common work shared.")]
public sealed class CycleEnumeration : IMechanisticEstimator
{
    /// <inheritdoc/>
    public bool Supports(EstimationProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Model is AttentionTransformer model && EnumerationCost.Sequences(model) <= ExactEnumeration.MaximumInputs
            && problem.Budget >= EnumerationCost.Flops(model, problem.Quantity);
    }

    /// <inheritdoc/>
    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem is not { Model: AttentionTransformer model, Task: ClassificationTask task })
        {
            throw new ArgumentException("Only attention transformers on tasks with token inputs are enumerated.", nameof(problem));
        }

        if (model.Layers.Count <= EnumerationCost.SharedLayers)
        {
            var attention = new PairAttention(model);
            if (attention.IsRepresentable)
            {
                var tree = new SequenceTree(model, task, problem.Quantity, attention);
                double mean = tree.Mean(cancellationToken);
                Explain(problem, tree.Sum, tree.Sequences);
                return new Estimate(mean) { Notes = [Note($"exact: {tree.Sequences} sequences with shared work")] };
            }
        }

        var all = ExactEnumeration.Evaluate(model, task, problem.Quantity, cancellationToken);
        Explain(problem, all.Mean * all.Samples, all.Samples);
        return new Estimate(all.Mean) { Notes = [Note($"exact: {all.Samples} sequences, one by one")] };
    }

    private static void Explain(EstimationProblem problem, double sum, long sequences)
    {
        if (problem.Quantity == Quantity.Accuracy)
        {
            problem.Explanation.Observe($"all {sequences} token sequences", sum, sequences, problem.Model.OutputSize);
        }
    }

    private static string Note(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
