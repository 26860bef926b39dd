using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace AlgZoo.Evaluation;

/// <summary>Carries out a plan: for every noisy copy the ground truth, then every estimator at every budget.</summary>
/// <param name="executor">Runs the estimators.</param>
/// <param name="truths">Finds the ground truths.</param>
/// <param name="time">Tells when the run started.</param>
public sealed class BenchRunner(ICellExecutor executor, GroundTruthSource truths, TimeProvider time)
{
    /// <summary>Runs a plan and writes the run directory as it goes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">Receives the manifest, each measurement as soon as it is made, and the scores.</param>
    /// <param name="jobs">How many cells run at the same time, at least 1. Changes seconds, never scores.</param>
    /// <param name="observer">Is told how the run goes; null for nobody.</param>
    /// <param name="cancellationToken">Stops the run; what was measured is kept and scored.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="IOException">The run directory cannot be written; what was written before stays.</exception>
    public RunResult Run(RunPlan plan, RunDirectory directory, int jobs, IRunObserver? observer = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        var started = time.GetUtcNow();
        directory.Write(plan.Manifest(started, []));
        var measurements = new List<Measurement>();
        var advice = new Dictionary<(string Estimator, string Model), AdviceResult>();
        try
        {
            PrepareAdvice(plan, advice, observer, cancellationToken);
            directory.Write(plan.Manifest(started, ManifestAdvice(advice)));
            foreach (var model in plan.Models)
            {
                for (int draw = 0; draw < plan.Suite.EffectiveDraws; draw++)
                {
                    MeasureDraw(plan, model, draw, advice, directory, jobs, measurements, observer, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was measured is scored below.
        }

        var manifest = plan.Manifest(started, ManifestAdvice(advice));
        var scores = Scorer.Score(manifest, measurements);
        directory.Write(manifest);
        directory.Write(scores);
        return new RunResult(manifest, measurements, scores);
    }

    private void PrepareAdvice(RunPlan plan, Dictionary<(string, string), AdviceResult> advice, IRunObserver? observer, CancellationToken cancellationToken)
    {
        foreach (var estimator in plan.Estimators.Where(estimator => estimator.UsesAdvice))
        {
            foreach (var model in plan.Models)
            {
                observer?.AdviceStarted(estimator.Id, model.Base.Reference);
                var address = RandomAddress.Root(plan.Suite.Seed).Child("advice").Child(estimator.Id).Child(model.Fingerprint);
                var job = new AdviceJob(estimator, model.Base.Model, model.Base.Task, model.Quantity, model.Noise, address, plan.Suite.TimeLimit) { MemoryLimit = plan.Suite.MemoryLimit };
                advice.Add((estimator.Id, model.Base.Reference), executor.Prepare(job, cancellationToken));
            }
        }
    }

    private void MeasureDraw(
        RunPlan plan, PlannedModel model, int draw, Dictionary<(string, string), AdviceResult> advice, RunDirectory directory, int jobs, List<Measurement> measurements, IRunObserver? observer, CancellationToken cancellationToken)
    {
        string reference = model.Base.Reference;
        var noisy = model.Draw(plan.Suite.Seed, draw);
        var progress = observer is null ? null : new TruthProgress(observer, reference, draw, model.TruthSamples);
        var truth = truths.Find(noisy, model.Base.Task, model.Quantity, method: null, model.TruthSamples, plan.Suite.Seed, progress: progress, cancellationToken: cancellationToken);
        observer?.TruthFound(reference, draw);
        var cells = plan.Estimators.SelectMany(estimator => plan.Suite.Budgets.Select(budget => (Estimator: estimator, Budget: budget)));
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken };
        try
        {
            // Without buffering a long cell never holds back short ones that wait in the same chunk.
            Parallel.ForEach(Partitioner.Create(cells, EnumerablePartitionerOptions.NoBuffering), options, cell =>
            {
                var address = RandomAddress.Root(plan.Suite.Seed).Child("cell").Child(cell.Estimator.Id).Child(model.Fingerprint).Child((ulong)draw).Child((ulong)cell.Budget);
                var result = Execute(cell.Estimator, cell.Budget, address);
                var measurement = ToMeasurement(cell.Estimator, reference, draw, cell.Budget, result, truth);
                directory.Append(measurement);
                lock (measurements)
                {
                    measurements.Add(measurement);
                }

                observer?.CellFinished(measurement);
            });
        }
        catch (AggregateException exception)
        {
            // The loop wraps what a cell threw: a full disk, or the user's wish to stop.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? exception.InnerExceptions[0]);
        }

        CellResult Execute(EstimatorInfo estimator, long budget, RandomAddress address)
        {
            ReadOnlyMemory<byte>? ownAdvice = null;
            if (estimator.UsesAdvice)
            {
                var prepared = advice[(estimator.Id, reference)];
                if (prepared.Outcome != Outcome.Completed)
                {
                    return new CellResult(prepared.Outcome, null, ComputeReport.Nothing, 0, "The advice could not be prepared. " + prepared.Message, [], []);
                }

                ownAdvice = prepared.Advice;
            }

            return executor.Execute(new CellRequest(estimator, noisy, model.Base.Task, model.Quantity, budget, address, ownAdvice, plan.Suite.TimeLimit) { MemoryLimit = plan.Suite.MemoryLimit }, cancellationToken);
        }
    }

    private static Measurement ToMeasurement(EstimatorInfo estimator, string model, int draw, long budget, CellResult result, GroundTruth truth) => new()
    {
        Estimator = estimator.Id,
        Model = model,
        Draw = draw,
        Budget = budget,
        Outcome = result.Outcome,
        Value = result.Estimate?.Value,
        StandardError = result.Estimate?.StandardError,
        LowerBound = result.Estimate?.Bounds?.Lower,
        UpperBound = result.Estimate?.Bounds?.Upper,
        Flops = result.Compute.Flops,
        DeclaredFlops = result.Compute.DeclaredFlops,
        Operations = result.Compute.Operations,
        Metering = result.Compute.Grade,
        Unmetered = result.Compute.Unmetered.Count == 0 ? null : result.Compute.Unmetered,
        SetUpFlops = result.Compute.SetUpFlops,
        Seconds = result.Seconds,
        PeakMemoryBytes = result.PeakMemoryBytes,
        EndedWorker = result.EndedWorker,
        Truth = truth.Value,
        TruthStandardError = truth.StandardError,
        TruthVariance = truth.Variance,
        Message = result.Message,
        Details = result.Details.Count == 0 ? null : result.Details,
        Notes = result.Estimate?.Notes is { Count: > 0 } notes ? notes : null,
        Explanation = result.Explanation.Count == 0 ? null : result.Explanation,
    };

    private static ManifestAdvice[] ManifestAdvice(Dictionary<(string Estimator, string Model), AdviceResult> advice) =>
    [
        .. advice.Select(entry => ToManifest(entry.Key.Estimator, entry.Key.Model, entry.Value)),
    ];

    private static ManifestAdvice ToManifest(string estimator, string model, AdviceResult result) => new(
        estimator, model, result.Outcome, result.Advice?.Length ?? 0, result.Compute.Flops, result.Compute.Operations, result.Compute.Grade, result.Compute.SetUpFlops, result.Seconds, result.Message);

    private sealed class TruthProgress(IRunObserver observer, string model, int draw, long samples) : IProgress<long>
    {
        public void Report(long value) => observer.TruthProgressed(model, draw, value, samples);
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Manifest">What was run.</param>
/// <param name="Measurements">What was measured, in the order in which the cells ended.</param>
/// <param name="Scores">The scores; not complete if the run was interrupted.</param>
public sealed record RunResult(RunManifest Manifest, IReadOnlyList<Measurement> Measurements, RunScores Scores);
