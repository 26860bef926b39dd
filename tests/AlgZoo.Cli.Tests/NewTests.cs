using System.Diagnostics;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

public sealed class NewTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("OrderSobol16", "sampling", null, "order-sobol16")]
    [TestCase("RNNLimit", "deductive", null, "rnn-limit")]
    [TestCase("A", "deductive", "own-id2", "own-id2")]
    public void It_makes_what_dotnet_new_makes_to_the_byte(string name, string kind, string? id, string estimator)
    {
        string[] options = ["--kind", kind, .. id is null ? Array.Empty<string>() : ["--id", id]];

        var made = _algzoo.Run(["new", "estimator", name, "--json", .. options]).EndsWith(0).Json;
        DotnetNew("install", Template());
        DotnetNew(["algzoo-estimator", "--name", name, "--output", _algzoo.Below("other"), .. options]);

        Assert.That((made.Text("folder"), made.Text("name"), made.Text("id"), made.Text("kind")), Is.EqualTo((_algzoo.Below(name), name, estimator, kind)));
        Assert.That(Contents(_algzoo.Below(name)), Is.EqualTo(Contents(_algzoo.Below("other"))));
        Assert.That(File.ReadAllText(Path.Combine(_algzoo.Below(name), "src", name, name + ".cs")), Does.Contain($"[Estimator(\"{estimator}\", ").And.Contains($"public sealed class {name} : "));
    }

    [Test]
    public void It_refers_to_the_packages_of_its_own_version()
    {
        string version = _algzoo.Run("--version").EndsWith(0).Output.Trim().Split('+')[0];

        _algzoo.Run("new", "estimator", "Mine").EndsWith(0);

        string project = File.ReadAllText(_algzoo.Below("Mine/src/Mine/Mine.csproj"));
        string tests = File.ReadAllText(_algzoo.Below("Mine/tests/Mine.Tests/Mine.Tests.csproj"));
        Assert.That(project, Does.Contain($"\"AlgZoo.Abstractions\" Version=\"{version}\"").And.Contains($"\"AlgZoo.Numerics\" Version=\"{version}\""));
        Assert.That(tests, Does.Contain($"\"AlgZoo.Testing\" Version=\"{version}\"").And.Not.Contains("VERSION"));
    }

    [Test]
    public void It_overwrites_nothing_unless_forced()
    {
        string project = Path.Combine(_algzoo.Below("folder"), "src", "Mine", "Mine.cs");
        _algzoo.Run("new", "estimator", "Mine", "--out", "folder").EndsWith(0);
        File.WriteAllText(project, "mine");

        Assert.That(_algzoo.Run("new", "estimator", "Mine", "--out", "folder").EndsWith(1).Error, Does.Match(@"^algzoo: \S+ exists; choose another --out, or overwrite it with --force\.\n$"));
        Assert.That(File.ReadAllText(project), Is.EqualTo("mine"));
        Assert.That(_algzoo.Run("new", "estimator", "Mine", "--out", "folder", "--force").EndsWith(0).Output, Does.Contain("Mine.cs\n"));
        Assert.That(File.ReadAllText(project), Does.Contain("class Mine"));
    }

    [Test]
    public void An_id_that_ships_is_refused()
    {
        Assert.That(_algzoo.Run("new", "estimator", "MonteCarlo").EndsWith(1).Error, Does.Match(@"^algzoo: The plugin \S+MonteCarlo\.dll has an estimator 'monte-carlo' already; .*--id\.\n$"));
        Assert.That(_algzoo.Run("new", "estimator", "Mine", "--id", "monte-carlo").EndsWith(1).Output, Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_algzoo.WorkingFolder), Is.Empty);
    }

    [Test]
    public void A_folder_of_packages_becomes_a_source()
    {
        string packages = Directory.CreateDirectory(_algzoo.Below("packages")).FullName;
        string version = _algzoo.Run("--version").EndsWith(0).Output.Trim().Split('+')[0];
        File.WriteAllBytes(Path.Combine(packages, $"AlgZoo.Abstractions.{version}.nupkg"), []);

        var result = _algzoo.Run("new", "estimator", "Mine", "--package-source", "packages").EndsWith(0);

        Assert.That(File.ReadAllText(_algzoo.Below("Mine/nuget.config")), Does.Contain($"""<add key="algzoo" value="{packages}" />""").And.Not.Contains("clear"));
        Assert.That(result.Error, Does.Contain("  dotnet build Mine\n").And.Contains("  algzoo run --estimator mine --estimator monte-carlo\n"));
    }

    private static SortedDictionary<string, string> Contents(string folder) =>
        new(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText, StringComparer.Ordinal), StringComparer.Ordinal);

    // The content of the template package: the files with the template.json that the build filled in.
    private string Template()
    {
        string source = Path.Combine(OriginalModels.RepositoryRoot, "templates", "algzoo-estimator");
        string target = _algzoo.Below("template");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        string filled = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "obj", "AlgZoo.Cli", Path.GetFileName(Command.BuildFolder), "template.json");
        File.Copy(filled, Path.Combine(target, ".template.config", "template.json"), overwrite: true);
        return target;
    }

    private void DotnetNew(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["new", .. arguments, "--debug:custom-hive", _algzoo.Below("hive")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
    }
}
