using System.Globalization;

namespace AlgZoo.Fixtures;

/// <summary>Notes what surrounds it, as its constructor, it and a thread of its see it.</summary>
[Estimator("observant", Kind = EstimatorKind.Trivial)]
public sealed class Observant(TimeProvider time) : IMechanisticEstimator
{
    private readonly string _constructor = "constructor: " + Seen(time);

    public bool Supports(EstimationProblem problem) => true;

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) =>
        new(0.5) { Notes = [_constructor, "estimate: " + Seen(time), Task.Run(() => "task: " + Seen(time), cancellationToken).GetAwaiter().GetResult(), Environment.CurrentDirectory] };

    private static string Seen(TimeProvider time) =>
        string.Create(CultureInfo.CurrentCulture, $"{1234.5:N1} {time.GetUtcNow().Year / 100:D} {TimeProvider.System.GetUtcNow().Year / 100:D}");
}

/// <summary>Runs the model, and draws, to find out whether it supports it. Then it takes its time.</summary>
[Estimator("observant-in-supports", Kind = EstimatorKind.Sampling)]
public sealed class ObservantInSupports : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem)
    {
        problem.Forward(new float[problem.Model.SequenceLength], new float[problem.Model.OutputSize]);
        problem.Random.NextDouble();
        Thread.Sleep(30);
        return problem.Task == SequenceTask.SecondArgmax;
    }

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new InvalidOperationException("After an answer.");
}

/// <summary>Comes to no answer.</summary>
[Estimator("observant-never-answers", Kind = EstimatorKind.Trivial)]
public sealed class NeverAnswers : IMechanisticEstimator
{
    public bool Supports(EstimationProblem problem) => throw new InvalidOperationException("No answer.");

    public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => new(0.5);
}
