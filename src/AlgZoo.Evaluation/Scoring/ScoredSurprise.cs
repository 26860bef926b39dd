namespace AlgZoo.Evaluation;

/// <summary>Scores the ledgers of cells.</summary>
internal static class ScoredSurprise
{
    /// <summary>The surprise of every completed cell of one estimator, model and budget; none where the quantity is not an accuracy.</summary>
    /// <param name="model">The model.</param>
    /// <param name="adviceBytes">Size of the estimator's advice about it.</param>
    /// <param name="cells">The cells.</param>
    public static IReadOnlyList<EstimateSurprise> OfCells(ManifestModel model, long adviceBytes, IEnumerable<Measurement> cells)
    {
        if (!string.Equals(model.Quantity, QuantityNames.Of(Quantity.Accuracy), StringComparison.Ordinal))
        {
            return [];
        }

        Measurement[] completed = [.. cells.Where(cell => cell.Outcome == Outcome.Completed)];
        double rootMeanSquaredError = completed.Length == 0 ? 0 : Math.Sqrt(Math.Max(0, completed.Average(SquaredError)));
        return
        [
            .. completed.Select(cell => EstimateSurprise.Of(
                cell.Truth, cell.TruthStandardError, cell.Value!.Value, cell.StandardError, rootMeanSquaredError, cell.Explanation, adviceBytes)),
        ];
    }

    /// <summary>The means over cells.</summary>
    /// <param name="surprises">The surprise and the model of each.</param>
    /// <returns>The means; null without cells.</returns>
    public static SurpriseScore? Mean(IReadOnlyList<(EstimateSurprise Surprise, int Model)> surprises)
    {
        if (surprises.Count == 0)
        {
            return null;
        }

        EstimateSurprise[] cells = [.. surprises.Select(entry => entry.Surprise)];
        int[] models = [.. surprises.Select(entry => entry.Model)];
        double[]? explanation = Array.TrueForAll(cells, cell => cell.ExplanationBits is not null) ? [.. cells.Select(cell => cell.ExplanationBits!.Value)] : null;
        double[]? total = explanation is null ? null : [.. cells.Select(cell => cell.TotalBits!.Value)];
        double[] left = [.. cells.Select(cell => cell.BitsLeft)];
        return new SurpriseScore
        {
            Cells = cells.Length,
            ExplanationBits = explanation?.Average(),
            ExplanationStandardError = explanation is null ? null : StudentizedBootstrap.StandardErrorOfMean(explanation, models),
            AdviceBits = cells.Average(cell => cell.AdviceBits),
            BitsLeft = left.Average(),
            BitsLeftStandardError = StudentizedBootstrap.StandardErrorOfMean(left, models),
            TotalBits = total?.Average(),
            TotalStandardError = total is null ? null : StudentizedBootstrap.StandardErrorOfMean(total, models),
            SigmaIsStated = Array.TrueForAll(cells, cell => cell.IsSigmaStated),
            Resolution = cells.Max(cell => cell.Resolution),
        };
    }

    // Less the truth's own, which the score adds.
    private static double SquaredError(Measurement cell)
    {
        double error = cell.Value!.Value - cell.Truth;
        return (error * error) - (cell.TruthStandardError * cell.TruthStandardError);
    }
}
