using System.Globalization;
using AlgZoo.Exact;
using AlgZoo.Exact.Tests;
using AlgZoo.Numerics;

namespace AlgZoo.Benchmarks;

/// <summary>The exact scores of networks of three inputs beside those of many samples: what the tests check with few, for a claim to rest on.</summary>
internal static class AgreementTable
{
    private const long DefaultSamples = 1_000_000_000;

    /// <summary>Prints the table; a line takes seconds to minutes.</summary>
    /// <param name="samples">Sequences per model as text; null for 10^9.</param>
    public static void Print(string? samples)
    {
        var culture = CultureInfo.InvariantCulture;
        long count = samples is null ? DefaultSamples : (long)double.Parse(samples, culture);
        Console.WriteLine(string.Create(culture, $"{"model",-36}{"exact",22}{"sampled",20}{"standard error",16}{"difference",12}"));
        double worst = 0;
        foreach (var (name, model, task) in AgreementModels.All())
        {
            var exact = ExactCones.Evaluate(RnnWeights.Of(model), task);
            var sampled = ModelSampler.Sample(model, task, task.DefaultQuantity, count, RandomAddress.Root(11).Child("agreement"));
            double standardError = Math.Sqrt(exact.Variance / sampled.Samples);
            double difference = (sampled.Mean - exact.Value) / standardError;
            worst = Math.Max(worst, Math.Abs(difference));
            Console.WriteLine(string.Create(culture, $"{name,-36}{exact.Value,22:F15}{sampled.Mean,20:F12}{standardError,16:0.0e0}{difference,12:F2}"));
        }

        Console.WriteLine(string.Create(culture, $"largest difference: {worst:F2} standard errors"));
    }
}
