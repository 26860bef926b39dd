using System.Diagnostics;
using System.Text.Json;

namespace AlgZoo.Cli.Tests;

/// <summary>A researcher's own plugin: a project outside the repository, built against the contract alone and dropped into ./plugins.</summary>
[Category("BuildsAProject")]
public sealed class OwnPluginTests
{
    private const string Source = """
        using AlgZoo;

        namespace Mine;

        [Estimator("own-sampling", Kind = EstimatorKind.Sampling, Summary = "random inputs, one at a time")]
        public sealed class OwnSampling : IMechanisticEstimator
        {
            public bool Supports(EstimationProblem problem) => problem.Quantity == Quantity.Accuracy;

            public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
            {
                var input = new float[problem.Model.SequenceLength];
                var logits = new float[problem.Model.OutputSize];
                var isRight = new double[1];
                double right = 0;
                long samples = (problem.Budget - 1) / (problem.Model.SamplingFlops(problem.Quantity) + 1);
                for (long i = 0; i < samples; i++)
                {
                    problem.Random.FillGaussian(input);
                    problem.Forward(input, logits);
                    AlgZoo.Numerics.Losses.Evaluate(problem.Task, problem.Quantity, input, logits, isRight);
                    right += isRight[0];
                }

                return new Estimate(right / samples);
            }
        }

        [Estimator("own-broken", Kind = EstimatorKind.Deductive, Summary = "always throws")]
        public sealed class OwnBroken : IMechanisticEstimator
        {
            public bool Supports(EstimationProblem problem) => true;

            public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken) => throw new InvalidOperationException("no idea [yet]");
        }

        [Estimator("stuck", Kind = EstimatorKind.Deductive, Summary = "never ends and ignores its cancellation token")]
        public sealed class Stuck : IMechanisticEstimator
        {
            public bool Supports(EstimationProblem problem) => true;

            public Estimate Estimate(EstimationProblem problem, CancellationToken cancellationToken)
            {
                while (true)
                {
                    Thread.Sleep(100);
                }
            }
        }
        """;

    private static readonly Lazy<string> Built = new(Build);

    private readonly Command _algzoo = new();

    [OneTimeTearDown]
    public static void DeleteProject()
    {
        if (Built.IsValueCreated)
        {
            Directory.Delete(Path.GetDirectoryName(Built.Value)!, recursive: true);
        }
    }

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("plugins/OwnPlugin", "OwnPlugin.dll", "OwnPlugin.deps.json", TestName = "A_plugin_runs_from_a_folder_of_its_own")]
    [TestCase("plugins", "OwnPlugin.dll", TestName = "A_plugin_runs_as_a_loose_file")]
    public void A_plugin_runs(string folder, params string[] files)
    {
        Directory.CreateDirectory(_algzoo.Below(folder));
        foreach (string file in files)
        {
            File.Copy(Path.Combine(Built.Value, file), Path.Combine(_algzoo.Below(folder), file));
        }

        var list = _algzoo.Run("list", "estimators", "--json").EndsWith(0).Json;
        Assert.That(list.Items("problems"), Is.Empty);
        Assert.That(list.Items("estimators").Where(estimator => estimator.Text("plugin") == "OwnPlugin").Select(estimator => estimator.Text("id")), Is.EquivalentTo(new[] { "own-broken", "own-sampling", "stuck" }));

        string[] run = ["run", "--model", "trained:2nd_argmax_4_3", "--noise", "relative:0.05", "--draws", "4", "--truth-samples", "1e5", "--budget", "1e4"];
        var alone = _algzoo.Run([.. run, "--estimator", "own-sampling", "--estimator", "monte-carlo"]).EndsWith(0);
        Assert.That(alone.Output, Does.Match(@"(?m)^ *\d +own-sampling +sampling +\S+"));

        var withBroken = _algzoo.Run([.. run, "--estimator", "own-*"]).EndsWith(2);
        Assert.That(withBroken.Output, Does.Contain("own-broken: Faulted in 4 cells at 1e4: ").And.Contains("no idea [yet]"));
        Assert.That(withBroken.Output, Does.Match(@"(?m)^ *\d +own-sampling +sampling +\S+"));

        _algzoo.Run([.. run, "--estimator", "own-broken"]).EndsWith(3);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends SIGINT.")]
    public void A_stuck_estimator_does_not_keep_an_interrupted_run_from_its_scores()
    {
        string plugin = Path.Combine(Built.Value, "OwnPlugin.dll");
        using var running = _algzoo.Start(
            "run", "--plugins", plugin, "--estimator", "chance", "--estimator", "stuck", "--jobs", "2", "--model", "trained:2nd_argmax_4_3", "--noise", "relative:0.05", "--draws", "2", "--truth-samples", "1e4",
            "--budget", "1e3", "--out", "run");
        string measurements = _algzoo.Below("run/measurements.jsonl");
        running.WaitFor(() => File.Exists(measurements) && new FileInfo(measurements).Length > 0, "the cell of chance");
        running.Interrupt();
        var result = running.ResultSoon().EndsWith(130);

        Assert.That(result.ErrorLines[^1], Is.EqualTo("interrupted: 1 of 4 cells were measured and kept. Continue with: algzoo run --resume run"));
        Assert.That(JsonElement.Parse(File.ReadAllText(_algzoo.Below("run/scores.json"))).GetProperty("complete").GetBoolean(), Is.False);
    }

    private static string Build()
    {
        string folder = Directory.CreateTempSubdirectory("algzoo-own-plugin-").FullName;
        File.WriteAllText(Path.Combine(folder, "OwnPlugin.cs"), Source);
        File.WriteAllText(Path.Combine(folder, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        File.WriteAllText(Path.Combine(folder, "OwnPlugin.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <EnableDynamicLoading>true</EnableDynamicLoading>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="AlgZoo.Abstractions" HintPath="{Path.Combine(Command.BuildFolder, "AlgZoo.Abstractions.dll")}" Private="false" />
                <Reference Include="AlgZoo.Numerics" HintPath="{Path.Combine(Command.BuildFolder, "AlgZoo.Numerics.dll")}" Private="false" />
              </ItemGroup>
            </Project>
            """);
        string output = Path.Combine(folder, "out");
        var start = new ProcessStartInfo("dotnet", ["build", "-c", "Release", "-o", output, "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // A test run that `dotnet test` started hands its own MSBuild settings down.
        foreach (string inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        using var build = Process.Start(start)!;
        string log = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.That(build.ExitCode, Is.Zero, log);
        return output;
    }
}
