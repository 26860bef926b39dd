using System.Text.Json;
using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>measurements.csv: a row for each cell, with the columns of measurements.jsonl, and <c>operations.CLASS</c> for each class of operation that occurs. Lists are left out.</summary>
internal static class MeasurementsCsv
{
    public static string Of(RunReport report)
    {
        var columns = new CsvColumns<Measurement>()
            .Text("estimator", cell => cell.Estimator)
            .Text("model", cell => cell.Model)
            .Number<int>("draw", cell => cell.Draw)
            .Number<long>("budget", cell => cell.Budget)
            .Text("outcome", cell => cell.Outcome.ToString())
            .Number<double>("value", cell => cell.Value)
            .Number<double>("standardError", cell => cell.StandardError)
            .Number<double>("lowerBound", cell => cell.LowerBound)
            .Number<double>("upperBound", cell => cell.UpperBound)
            .Number<long>("flops", cell => cell.Flops)
            .Number<long>("declaredFlops", cell => cell.DeclaredFlops);
        foreach (var operation in report.Measurements.SelectMany(cell => cell.Operations.Occurring()).Select(entry => entry.Operation).Distinct().Order())
        {
            columns.Number<long>("operations." + JsonNamingPolicy.CamelCase.ConvertName(operation.ToString()), cell => cell.Operations[operation]);
        }

        return columns
            .Text("metering", cell => cell.Metering.ToString())
            .Number<long>("setUpFlops", cell => cell.SetUpFlops)
            .Number<double>("seconds", cell => cell.Seconds)
            .Number<long>("peakMemoryBytes", cell => cell.PeakMemoryBytes)
            .Flag("endedWorker", cell => cell.EndedWorker)
            .Flag("notRun", cell => cell.NotRun)
            .Number<double>("truth", cell => cell.Truth)
            .Number<double>("truthStandardError", cell => cell.TruthStandardError)
            .Number<double>("truthVariance", cell => cell.TruthVariance)
            .Text("message", cell => cell.Message)
            .ToCsv(report.Measurements);
    }
}
