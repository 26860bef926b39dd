using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace AlgZoo.Evaluation;

/// <summary>Carries out a plan: for every noisy copy the ground truth, then every estimator at every budget.</summary>
/// <param name="executor">Runs the estimators.</param>
/// <param name="truths">Finds the ground truths.</param>
/// <param name="time">Tells when the run started.</param>
public sealed class BenchRunner(ICellExecutor executor, GroundTruthSource truths, TimeProvider time)
{
    /// <summary>
    /// Runs a plan and writes the run directory as it goes. Cells that the directory holds are not run again. An estimator that ends its process in three cells in a row, counted from the smallest budget of a noisy
    /// copy, is not run any more: its later cells get the outcome of the last death.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">Receives the manifest, each measurement as soon as it is made, and the scores.</param>
    /// <param name="jobs">How many cells run at the same time, at least 1. Changes seconds, never scores.</param>
    /// <param name="observer">Is told how the run goes; null for nobody.</param>
    /// <param name="acceptChanges">Whether a run is continued although plugins, versions or limits have changed, or although there is more to measure. Default false.</param>
    /// <param name="cancellationToken">Stops the run; what was measured is kept and scored.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="RunDirectoryException">The directory holds a run that was done otherwise than the plan says; the message names every difference.</exception>
    /// <exception cref="SuiteException">The noise is so large that a weight overflows.</exception>
    /// <exception cref="IOException">The run directory cannot be written; what was written before stays.</exception>
    public RunResult Run(
        RunPlan plan, RunDirectory directory, int jobs, IRunObserver? observer = null, bool acceptChanges = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        long started = time.GetTimestamp();
        var advice = new RunAdvice(plan, directory, executor);
        var manifest = plan.Manifest(time.GetUtcNow(), advice.Entries, executor.Isolation);
        if (directory.Before is { } before)
        {
            manifest = ResumeCheck.Continue(before, manifest, directory.Path, acceptChanges);
            observer?.Resumed(before.Measurements.Count);
        }

        var cells = new RunCells(plan, directory, observer);
        int measuredBefore = cells.Count;
        if (!ReferenceEquals(manifest, directory.Before?.Manifest))
        {
            directory.Write(manifest);
        }

        try
        {
            foreach (var (model, draw) in plan.NoisyCopies)
            {
                var open = cells.Open(model.Base.Reference, draw);
                if (open.Count > 0)
                {
                    manifest = PrepareAdvice(open, model, advice, manifest, directory, cells, observer, cancellationToken);
                    Measure(plan, model, draw, open, advice, cells, jobs, observer, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was measured is scored below.
        }

        if (cells.Count > measuredBefore)
        {
            manifest = manifest with { Seconds = (directory.Before?.Manifest.Seconds ?? 0) + time.GetElapsedTime(started).TotalSeconds };
            directory.Write(manifest);
        }

        var measurements = GivenUp.Apply(manifest, cells.Measurements);
        var scores = Scorer.Score(manifest, measurements);
        directory.Write(scores);
        return new RunResult(manifest, measurements, scores) { MeasuredBefore = measuredBefore };
    }

    private static RunManifest PrepareAdvice(
        IReadOnlyList<(EstimatorInfo Estimator, long Budget)> open, PlannedModel model, RunAdvice advice, RunManifest manifest, RunDirectory directory, RunCells cells, IRunObserver? observer, CancellationToken cancellationToken)
    {
        foreach (var estimator in open.Select(cell => cell.Estimator).Distinct().Where(estimator => estimator.UsesAdvice && cells.LastDeath(estimator.Id) is null))
        {
            if (advice.Prepare(estimator, model, observer, cancellationToken))
            {
                manifest = manifest with { Advice = advice.Entries };
                directory.Write(manifest);
            }
        }

        return manifest;
    }

    private void Measure(
        RunPlan plan, PlannedModel model, int draw, IReadOnlyList<(EstimatorInfo Estimator, long Budget)> open, RunAdvice advice, RunCells cells, int jobs, IRunObserver? observer, CancellationToken cancellationToken)
    {
        string reference = model.Base.Reference;
        var noisy = model.Draw(plan.Suite.Seed, draw);
        var progress = observer is null ? null : new TruthProgress(observer, reference, draw, model.TruthSamples);
        var truth = truths.Find(noisy, model.Base.Task, model.Quantity, method: null, model.TruthSamples, plan.Suite.Seed, progress: progress, cancellationToken: cancellationToken);
        observer?.TruthFound(reference, draw);
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken };
        try
        {
            // Without buffering a long cell never holds back short ones that wait in the same chunk.
            Parallel.ForEach(Partitioner.Create(open, EnumerablePartitionerOptions.NoBuffering), options, cell =>
            {
                var lastDeath = cells.LastDeath(cell.Estimator.Id);
                var result = lastDeath is null ? Execute(cell.Estimator, cell.Budget) : NothingRun(lastDeath.Outcome, lastDeath.Message);
                var measurement = ToMeasurement(cell.Estimator, reference, draw, cell.Budget, result, truth);
                cells.Add(lastDeath is null ? measurement : GivenUp.NotRun(measurement, lastDeath));
            });
        }
        catch (AggregateException exception)
        {
            // The loop wraps what a cell threw: a full disk, or the user's wish to stop.
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions.FirstOrDefault(inner => inner is not OperationCanceledException) ?? exception.InnerExceptions[0]);
        }

        CellResult Execute(EstimatorInfo estimator, long budget)
        {
            observer?.CellStarted(estimator.Id, reference, draw, budget);
            ReadOnlyMemory<byte>? ownAdvice = null;
            if (estimator.UsesAdvice)
            {
                var prepared = advice.Of(estimator, model);
                if (prepared.Outcome != Outcome.Completed)
                {
                    return NothingRun(prepared.Outcome, "The advice could not be prepared. " + prepared.Message);
                }

                ownAdvice = prepared.Advice;
            }

            var address = RandomAddress.Root(plan.Suite.Seed).Child("cell").Child(estimator.Id).Child(model.Fingerprint).Child((ulong)draw).Child((ulong)budget);
            var request = new CellRequest(estimator, noisy, model.Base.Task, model.Quantity, budget, address, ownAdvice, plan.Suite.TimeLimit)
            {
                MemoryLimit = plan.Suite.MemoryLimit,
                PluginLog = cells.PluginLog(estimator, reference, draw, budget),
            };
            return executor.Execute(request, cancellationToken);
        }
    }

    private static CellResult NothingRun(Outcome outcome, string? message) => new(outcome, null, ComputeReport.Nothing, 0, message, [], []);

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
        Explanation = result.Explanation.Count == 0 ? null : Ledger.Digest(result.Explanation),
    };

    private sealed class TruthProgress(IRunObserver observer, string model, int draw, long samples) : IProgress<long>
    {
        public void Report(long value) => observer.TruthProgressed(model, draw, value, samples);
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Manifest">What was run.</param>
/// <param name="Measurements">What was measured, in the order in which the cells ended. After an estimator was given up its cells are there as not run.</param>
/// <param name="Scores">The scores; not complete if the run was interrupted.</param>
public sealed record RunResult(RunManifest Manifest, IReadOnlyList<Measurement> Measurements, RunScores Scores)
{
    /// <summary>How many of the cells an earlier run had measured; 0 for a new run, all of them where there was nothing left to do.</summary>
    public int MeasuredBefore { get; init; }
}
