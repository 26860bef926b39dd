using System.IO.Compression;
using System.Xml.Linq;
using AlgZoo.Tests.Support;

namespace AlgZoo.Cli.Tests;

/// <summary>What `dotnet pack` wrote to artifacts/packages, where that was done; tests/kit/kit.sh uses the packages.</summary>
public sealed class PackageTests
{
    private static readonly string Folder = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "packages");

    [OneTimeSetUp]
    public void EnsurePacked()
    {
        if (!Directory.Exists(Folder))
        {
            Assert.Ignore("nothing is packed; `dotnet pack AlgZoo.Framework.sln -c Release --no-build` does");
        }
    }

    [TestCase("AlgZoo.Abstractions", "buildTransitive/AlgZoo.Abstractions.targets")]
    [TestCase("AlgZoo.Numerics")]
    [TestCase("AlgZoo.Exact")]
    [TestCase("AlgZoo.Advice")]
    [TestCase("AlgZoo.Training")]
    [TestCase("AlgZoo.Zoo")]
    [TestCase("AlgZoo.Evaluation")]
    [TestCase("AlgZoo.Hosting", "buildTransitive/AlgZoo.Hosting.targets", "lib/net10.0/AlgZoo.Hosting.runtimeconfig.json")]
    [TestCase("AlgZoo.Conformance")]
    [TestCase("AlgZoo.Reporting")]
    [TestCase("AlgZoo.Testing")]
    public void A_library_has_a_readme_documentation_and_symbols(string id, params string[] besides)
    {
        string[] promised = ["README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", .. besides];

        Assert.That(Entries(id, ".nupkg"), Is.SupersetOf(promised));
        Assert.That(Entries(id, ".snupkg"), Does.Contain($"lib/net10.0/{id}.pdb"));
        Assert.That(Specification(id), Does.Contain("""<license type="expression">MIT</license>""").And.Contains("<readme>README.md</readme>").And.Contains("<description>").And.Contains("<tags>algzoo "));
    }

    [Test]
    public void What_only_plugins_share_with_the_host_is_not_handed_on_to_run()
    {
        foreach (string id in new[] { "AlgZoo.Exact", "AlgZoo.Advice" })
        {
            var dependency = XDocument.Parse(Specification(id)).Descendants().Single(element => string.Equals((string?)element.Attribute("id"), "AlgZoo.Numerics", StringComparison.Ordinal));
            Assert.That((string?)dependency.Attribute("exclude"), Does.Contain("Runtime"), id);
        }
    }

    [Test]
    public void The_tool_brings_the_shipped_plugins_and_what_workers_need()
    {
        string[] entries = Entries("AlgZoo.Cli", ".nupkg");
        string[] plugins = [.. Directory.EnumerateFiles(Path.Combine(OriginalModels.RepositoryRoot, "plugins"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension)!];

        Assert.That(entries, Is.SupersetOf(plugins.Select(plugin => $"tools/net10.0/any/plugins/{plugin}/{plugin}.dll")));
        Assert.That(entries, Is.SupersetOf(new[] { "README.md", "tools/net10.0/any/algzoo.dll", "tools/net10.0/any/AlgZoo.Hosting.dll", "tools/net10.0/any/AlgZoo.Hosting.runtimeconfig.json" }));
        Assert.That(entries.Where(entry => entry.StartsWith("tools/net10.0/any/plugins/", StringComparison.Ordinal)).Select(entry => entry.Split('/')[4]).Distinct(), Is.EquivalentTo(plugins), "and no other");
    }

    [Test]
    public void The_template_is_whole()
    {
        string[] source = [.. Directory.EnumerateFiles(Path.Combine(OriginalModels.RepositoryRoot, "templates", "algzoo-estimator"), "*", SearchOption.AllDirectories)];

        Assert.That(Entries("AlgZoo.Templates", ".nupkg"), Is.SupersetOf(source.Select(file => "content/" + Path.GetRelativePath(Path.Combine(OriginalModels.RepositoryRoot, "templates"), file).Replace('\\', '/'))));
    }

    private static string[] Entries(string id, string extension)
    {
        using var package = ZipFile.OpenRead(PathOf(id, extension));
        return [.. package.Entries.Select(entry => entry.FullName)];
    }

    private static string Specification(string id)
    {
        using var package = ZipFile.OpenRead(PathOf(id, ".nupkg"));
        using var reader = new StreamReader(package.GetEntry(id + ".nuspec")!.Open());
        return reader.ReadToEnd();
    }

    private static string PathOf(string id, string extension) => Directory.GetFiles(Folder, $"{id}.*{extension}").Single(file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));
}
