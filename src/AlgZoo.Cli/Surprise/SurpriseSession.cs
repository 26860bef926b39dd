using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using AlgZoo.Zoo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AlgZoo.Cli;

/// <summary>Finds out what there is to know for an account: truth, estimates with their ledgers, bits of optimisation.</summary>
internal static class SurpriseSession
{
    /// <summary>Collects.</summary>
    /// <param name="request">What the user asked for.</param>
    /// <param name="host">The host of the verb.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The document; null where no estimator gave an estimate, which is said on standard error.</returns>
    public static SurpriseDocument? Collect(SurpriseRequest request, IHost host, CancellationToken cancellationToken)
    {
        var catalog = host.Services.GetRequiredService<PluginCatalog>();
        RunPlan.Choose(request.Suite.Estimators, catalog.Estimators);
        var loaded = host.Services.GetRequiredService<ModelLibrary>().Load(request.Model, request.Task, cancellationToken);
        ModelNotes.Write(loaded);
        if (!loaded.Task.Has(Quantity.Accuracy))
        {
            throw new UserErrorException($"Surprise accounting is defined for accuracies, and the task {loaded.Task.Name} has none; `algzoo run --model {loaded.Reference}` scores its {QuantityNames.Of(loaded.Task.DefaultQuantity)}.");
        }

        var plan = RunPlan.Make(request.Suite, [new BenchModel(loaded.Reference, loaded.Model, loaded.Task)], catalog.Estimators, cancellationToken);
        var truth = FindTruth(request, loaded, host.Services.GetRequiredService<GroundTruthSource>(), cancellationToken);
        var executor = host.Services.GetRequiredService<ICellExecutor>();
        RunSession.NoteOpenDoors(executor);
        return SurpriseProgress.Show(progress =>
        {
            var accounts = Ask(plan, truth, request.Resolution, executor, progress, cancellationToken);
            if (accounts.All(account => account.Surprise is null))
            {
                return Unanswered(accounts);
            }

            var optimisation = OptimisationEstimator.Find(loaded.Model, loaded.Task, Quantity.Accuracy, truth, request.Optimisation, progress, cancellationToken);
            return Document(request, loaded, plan, truth, accounts, optimisation);
        });
    }

    private static GroundTruth FindTruth(SurpriseRequest request, LoadedModel loaded, GroundTruthSource truths, CancellationToken cancellationToken) => SamplingProgress.Show(
        request.Samples,
        progress => truths.Find(loaded.Model, loaded.Task, Quantity.Accuracy, method: null, request.Samples, request.Suite.Seed, request.Optimisation.Threads, progress, cancellationToken));

    private static EstimatorAccount[] Ask(RunPlan plan, GroundTruth truth, double resolution, ICellExecutor executor, SurpriseProgress progress, CancellationToken cancellationToken)
    {
        progress.Say(plan.Estimators is [var single] ? $"asking {single.Id}" : string.Create(CultureInfo.InvariantCulture, $"asking {plan.Estimators.Count} estimators"));
        var estimates = new ModelEstimates(executor, plan);
        return [.. plan.Estimators.Select(estimator =>
        {
            progress.Asking(estimator.Id);
            var (result, adviceBytes) = estimates.Ask(estimator, () => progress.Say($"preparing the advice of {estimator.Id}"), cancellationToken);
            return EstimatorAccount.Of(estimator, result, adviceBytes, truth, resolution);
        })];
    }

    private static SurpriseDocument? Unanswered(IEnumerable<EstimatorAccount> accounts)
    {
        foreach (var account in accounts)
        {
            Terminal.Note($"{account.Estimator}: {account.Message}");
        }

        return null;
    }

    private static SurpriseDocument Document(SurpriseRequest request, LoadedModel loaded, RunPlan plan, GroundTruth truth, IEnumerable<EstimatorAccount> accounts, OptimisationBits optimisation)
    {
        string? exactMethod = truth.Method == TruthMethod.Exact ? GroundTruthSource.ExactMethod(loaded.Model, loaded.Task, Quantity.Accuracy) : null;
        var known = new SurpriseTruth(truth.Value, truth.ErrorRate, truth.StandardError, TruthCommand.MethodName(truth.Method), exactMethod, truth.Samples);
        return new SurpriseDocument(
            loaded.Reference, loaded.Task.Name, QuantityNames.Of(Quantity.Accuracy), loaded.Model.ParameterCount, known, PredictiveScore.Resolution(request.Resolution, truth.StandardError), plan.Suite.Budgets[0],
            plan.Suite.Seed, plan.Models[0].Noise.ToString(), [.. accounts.Select(account => account.JudgedBy(optimisation.Range, known))], optimisation);
    }
}
