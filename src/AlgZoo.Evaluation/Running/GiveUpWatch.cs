namespace AlgZoo.Evaluation;

/// <summary>
/// Notices, while a run goes from one noisy copy to the next, when an estimator is to be given up. The cells of one copy may come in any order; those of earlier copies are all known, and therefore the third death
/// that it finds is the one that <see cref="GivenUp.Apply"/> finds.
/// </summary>
internal sealed class GiveUpWatch(RunPlan plan)
{
    private readonly Dictionary<string, Row> _rows = plan.Estimators.ToDictionary(estimator => estimator.Id, _ => new Row(plan.Suite.Budgets), StringComparer.Ordinal);

    /// <summary>The third death of an estimator in a row; null if it was not given up.</summary>
    public Measurement? LastDeath(string estimator) => _rows[estimator].LastDeath;

    /// <summary>Takes a cell of the present copy.</summary>
    /// <returns>Whether its estimator is given up now and was not before.</returns>
    public bool Add(Measurement measurement) => _rows[measurement.Estimator].Add(measurement);

    /// <summary>Goes on to the next copy.</summary>
    public void Next()
    {
        foreach (var row in _rows.Values)
        {
            row.Next();
        }
    }

    private sealed class Row(IReadOnlyList<long> budgets)
    {
        private readonly Measurement?[] _cells = new Measurement?[budgets.Count];
        private DeathCount _before;

        public Measurement? LastDeath { get; private set; }

        public bool Add(Measurement measurement)
        {
            if (LastDeath is not null)
            {
                return false;
            }

            _cells[Index(measurement.Budget)] = measurement;
            var count = _before;
            LastDeath = _cells.Where((cell, index) => count.Take(cell, index == 0)).FirstOrDefault();
            return LastDeath is not null;
        }

        public void Next()
        {
            for (int i = 0; i < _cells.Length; i++)
            {
                _before.Take(_cells[i], i == 0);
                _cells[i] = null;
            }
        }

        private int Index(long budget)
        {
            int index = 0;
            while (budgets[index] != budget)
            {
                index++;
            }

            return index;
        }
    }
}
