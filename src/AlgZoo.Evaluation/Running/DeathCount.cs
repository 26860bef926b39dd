namespace AlgZoo.Evaluation;

/// <summary>
/// Counts how often in a row an estimator ended the process it ran in. The count begins at the smallest budget of a noisy copy only: an estimator that dies at large budgets, and there alone, is never given up.
/// </summary>
internal struct DeathCount
{
    private const int Limit = 3;

    private int _inARow;

    /// <summary>Takes the estimator's next cell in plan order.</summary>
    /// <param name="cell">What was measured; null where that is not known.</param>
    /// <param name="hasSmallestBudget">Whether the cell has the smallest budget.</param>
    /// <returns>Whether this is the third death in a row: the estimator is given up.</returns>
    public bool Take(Measurement? cell, bool hasSmallestBudget)
    {
        bool isDeath = cell is { EndedWorker: true } && (hasSmallestBudget || _inARow > 0);
        _inARow = isDeath ? _inARow + 1 : 0;
        return _inARow == Limit;
    }
}
