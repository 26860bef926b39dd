// Runs the bench inside a program of one's own: one plugin folder, one suite, scores as objects.
// Usage: EmbeddedHost PLUGIN_FOLDER [RUN_DIRECTORY]
using System.Globalization;
using AlgZoo;
using AlgZoo.Evaluation;
using AlgZoo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: EmbeddedHost PLUGIN_FOLDER [RUN_DIRECTORY]");
    return 1;
}

var builder = Host.CreateApplicationBuilder();
builder.Services.AddAlgZoo(options =>
{
    options.PluginFolders.Add(args[0]);
    options.SearchUsualFolders = false;
});
using var host = builder.Build();
var bench = host.Services.GetRequiredService<Bench>();

var suite = new Suite
{
    Name = "embedded",
    Models = [ModelChoice.Of("trained:2nd_argmax_4_3")],
    Noise = NoiseSpecification.Fixed(new WeightNoise(WeightNoiseKind.Relative, 0.05)),
    Draws = 8,
    Budgets = [1_000, 10_000, 100_000],
    TruthSamples = 1_000_000,
};
string folder = args.Length > 1 ? args[1] : Directory.CreateTempSubdirectory("algzoo-").FullName;
var result = bench.Run(bench.Plan(suite), folder);
foreach (var score in result.Scores.Scores)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Estimator,-24} {score.Budget,8} FLOPs  efficiency {score.Efficiency:0.00}  {score.Verdict}"));
}

return result.Scores.Failures.Count == 0 ? 0 : 2;
