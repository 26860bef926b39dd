namespace AlgZoo.Evaluation;

/// <summary>Sums each estimator up over the budgets and puts the estimators in order.</summary>
internal static class Headlines
{
    // Two budgets at which an estimator spends the same are one point: it ignores the budget.
    private const double SameCompute = 1.01;

    public static IReadOnlyList<HeadlineScore> Of(RunManifest manifest, ScoreTable table)
    {
        var entries = new List<Entry>();
        foreach (var estimator in manifest.Estimators)
        {
            Score[] scores = [.. table.Scores.Where(score => IsOf(score, estimator) && string.Equals(score.Model, table.Summary, StringComparison.Ordinal)).OrderBy(score => score.Budget)];
            if (scores.Length > 0)
            {
                string[] worked = [.. table.Scores.Where(score => IsOf(score, estimator)).Select(score => score.Model).Where(model => !string.Equals(model, Scorer.AllModels, StringComparison.Ordinal))];
                entries.Add(new Entry(estimator, scores, worked.Distinct(StringComparer.Ordinal).Count(), worked.Length, Horizon(scores, table, manifest.Budgets[^1])));
            }
        }

        // Who fails everywhere comes last. What the meter did not see may be any amount, so that no estimator ranks above one that it saw more of. Then who works on more models comes first, then who never
        // loses; those that do lose are ordered by how far they match sampling. Among equals coverage of models and budgets comes before efficiency, so that declining a budget never improves a rank.
        entries.Sort((left, right) => Comparer<(int, int, int, double, int, double)>.Default.Compare(Key(right), Key(left)) is var order and not 0
            ? order
            : string.CompareOrdinal(left.Estimator.Id, right.Estimator.Id));

        var headlines = new List<HeadlineScore>();
        Entry? leader = null;
        int rank = 0;
        foreach (var entry in entries)
        {
            if (leader is null || !IsTie(leader, entry, table))
            {
                leader = entry;
                rank = headlines.Count + 1;
            }

            headlines.Add(new HeadlineScore
            {
                Rank = rank,
                Estimator = entry.Estimator.Id,
                Kind = entry.Estimator.Kind,
                UsesAdvice = entry.Estimator.UsesAdvice,
                Efficiency = entry.Efficiency,
                EfficiencyIsLowerBound = entry.Scores.Any(score => score.EfficiencyIsLowerBound),
                MatchingHorizon = entry.Horizon.Flops,
                HorizonIsLowerBound = entry.Horizon.IsLowerBound,
                Budgets = entry.Scores.Count,
                Models = entry.Models,
                FailureRate = entry.FailureRate,
                Metering = entry.Metering,
            });
        }

        return headlines;
    }

    private static bool IsOf(Score score, EstimatorInfo estimator) => string.Equals(score.Estimator, estimator.Id, StringComparison.Ordinal);

    // The worst grade has the largest number; an estimator that fails everywhere has none.
    private static (int Grade, int Models, int NeverLoses, double Horizon, int Coverage, double Efficiency) Key(Entry entry) =>
        (entry.Metering is { } grade ? -(int)grade : int.MinValue, entry.Models, entry.Horizon.IsLowerBound ? 1 : 0, entry.Horizon.IsLowerBound ? 0 : entry.Horizon.Flops, entry.Coverage, entry.Efficiency);

    private static (double Flops, bool IsLowerBound) Horizon(IReadOnlyList<Score> scores, ScoreTable table, long largestBudget)
    {
        var points = new List<Score>();
        foreach (var score in scores)
        {
            if (points.Count == 0 || score.Flops > points[^1].Flops * SameCompute)
            {
                points.Add(score);
            }
        }

        int losing = points.FindIndex(point => point.Verdict == Verdict.Loses);
        if (losing == 0)
        {
            return (0, false);
        }

        var last = losing < 0 ? points[^1] : points[losing - 1];
        double spent = Math.Max(last.Flops, table.DrawsOf(last).SamplingFlops);
        // With this much compute sampling has the same error; the estimator would give the same answer for it.
        double reach = Math.Max(spent, spent * last.Efficiency);
        if (losing > 0)
        {
            return (Math.Min(reach, points[losing].Flops), false);
        }

        bool usesItsBudget = last.Flops > largestBudget * table.DrawsOf(last).BudgetRate / 2;
        return usesItsBudget ? (last.Flops, true) : (reach, last.EfficiencyIsLowerBound);
    }

    // Paired comparison on the draws that both share, over the budgets at which both work.
    private static bool IsTie(Entry left, Entry right, ScoreTable table)
    {
        // With few draws the answers of an estimator that always fails, all trivial, might pass for a tie.
        if (left.Metering is null || left.Metering != right.Metering || left.Coverage != right.Coverage)
        {
            return false;
        }

        var pairs = left.Scores.Join(right.Scores, score => score.Budget, score => score.Budget, (first, second) => (First: table.DrawsOf(first), Second: table.DrawsOf(second)))
            .Where(pair => pair.First.Models.SequenceEqual(pair.Second.Models) && pair.First.SamplingMse > 0 && pair.Second.SamplingMse > 0).ToArray();
        if (pairs.Length == 0)
        {
            return false;
        }

        double[] differences = new double[pairs[0].First.Cells];
        foreach (var (first, second) in pairs)
        {
            if (first.Cells != differences.Length)
            {
                return false;
            }

            int draw = 0;
            foreach (double difference in first.RelativeSquaredErrors.Zip(second.RelativeSquaredErrors, (a, b) => a - b))
            {
                differences[draw++] += difference / pairs.Length;
            }
        }

        double[] ones = new double[differences.Length];
        Array.Fill(ones, 1);
        return StudentizedBootstrap.Ratio(differences, ones, pairs[0].First.Models, table.Bootstrap) is not { } interval || interval.Holds(0);
    }

    private sealed record Entry(EstimatorInfo Estimator, IReadOnlyList<Score> Scores, int Models, int Coverage, (double Flops, bool IsLowerBound) Horizon)
    {
        public double FailureRate { get; } = Scores.Sum(score => score.Failures) / (double)Scores.Sum(score => score.Cells);

        public MeteringGrade? Metering { get; } = Scores.Max(score => score.Metering);

        public double Efficiency { get; } = Math.Exp(Scores.Average(score => Math.Log(Math.Max(score.Efficiency, double.Epsilon))));
    }
}
