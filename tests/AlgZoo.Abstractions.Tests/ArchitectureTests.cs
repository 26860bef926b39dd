using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using AlgZoo.Tests.Support;

namespace AlgZoo.Abstractions.Tests;

/// <summary>
/// The direction of dependencies: Abstractions, Numerics, {Exact, Advice}, {Zoo, Training, Evaluation}, {Hosting, Reporting}, Conformance, {Testing, Cli}, each layer seeing only those before it; plugins see the first four and each other.
/// Read from the project files, and from the references of whatever has been compiled.
/// </summary>
public sealed class ArchitectureTests
{
    private static readonly string[][] Layers =
    [
        ["AlgZoo.Abstractions"],
        ["AlgZoo.Numerics"],
        ["AlgZoo.Exact", "AlgZoo.Advice"],
        ["AlgZoo.Zoo", "AlgZoo.Training", "AlgZoo.Evaluation"],
        ["AlgZoo.Hosting", "AlgZoo.Reporting"],
        ["AlgZoo.Conformance"],
        ["AlgZoo.Testing", "AlgZoo.Cli"],
    ];

    private static readonly string Source = Path.Combine(OriginalModels.RepositoryRoot, "src");

    private static string[] Projects => [.. Directory.GetFiles(Source, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Test]
    public void Every_project_has_a_layer() =>
        Assert.That(Projects.Select(Path.GetFileNameWithoutExtension), Is.SubsetOf(Layers.SelectMany(layer => layer)), "Put the new project into a layer of this test.");

    [Test]
    public void Project_references_point_to_earlier_layers_only()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Projects, Is.Not.Empty);
            foreach (string project in Projects)
            {
                EnsureAllowed(Path.GetFileNameWithoutExtension(project), References(project));
            }
        }
    }

    [Test]
    public void Compiled_references_point_to_earlier_layers_only()
    {
        int compiled = 0;
        using (Assert.EnterMultipleScope())
        {
            foreach (string name in Projects.Select(project => Path.GetFileNameWithoutExtension(project)!))
            {
                foreach (string path in Assemblies(name))
                {
                    compiled++;
                    EnsureAllowed(name, CompiledReferences(path));
                }
            }

            Assert.That(compiled, Is.Positive, "Abstractions at least has been compiled for this test.");
        }
    }

    [Test]
    public void Plugins_see_the_contract_the_kernels_the_libraries_for_estimators_and_each_other_only()
    {
        string plugins = Path.Combine(OriginalModels.RepositoryRoot, "plugins");
        string[] files = Directory.Exists(plugins)
            ? [.. Directory.GetFiles(plugins, "*.csproj", SearchOption.AllDirectories), .. Directory.GetFiles(plugins, "*.props", SearchOption.AllDirectories)]
            : [];
        string[] allowed = ["AlgZoo.Abstractions", "AlgZoo.Numerics", "AlgZoo.Exact", "AlgZoo.Advice", .. files.Select(file => Path.GetFileNameWithoutExtension(file)!)];
        using (Assert.EnterMultipleScope())
        {
            foreach (string file in files)
            {
                Assert.That(References(file), Is.SubsetOf(allowed), file);
            }
        }
    }

    [TestCase("AlgZoo.Zoo", "AlgZoo.Evaluation")]
    [TestCase("AlgZoo.Numerics", "AlgZoo.Zoo")]
    [TestCase("AlgZoo.Reporting", "AlgZoo.Hosting")]
    [TestCase("AlgZoo.Evaluation", "AlgZoo.Cli")]
    public void A_wrong_reference_is_noticed(string project, string reference) => Assert.That(Allowed(project), Does.Not.Contain(reference));

    private static void EnsureAllowed(string project, IEnumerable<string> references) =>
        Assert.That(references, Is.SubsetOf(Allowed(project)), $"{project} references a project of its own or a later layer.");

    private static string[] Allowed(string project) => [.. Layers.TakeWhile(layer => !layer.Contains(project)).SelectMany(layer => layer)];

    private static string[] References(string projectFile) =>
        [.. XDocument.Load(projectFile).Descendants("ProjectReference").Where(IsCompiledIn).Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    // The command line builds the shipped plugins, but sees none of their types.
    private static bool IsCompiledIn(XElement reference) => (string?)reference.Attribute("ReferenceOutputAssembly") != "false";

    private static IEnumerable<string> Assemblies(string name)
    {
        string folder = Path.Combine(OriginalModels.RepositoryRoot, "artifacts", "bin", name);
        string[] files = [name + ".dll", "algzoo.dll"];
        return Directory.Exists(folder) ? files.SelectMany(file => Directory.GetFiles(folder, file, SearchOption.AllDirectories)).Where(path => Path.GetDirectoryName(Path.GetDirectoryName(path)) == folder) : [];
    }

    private static string[] CompiledReferences(string path)
    {
        using var portable = new PEReader(File.OpenRead(path));
        var metadata = portable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).Where(name => name.StartsWith("AlgZoo.", StringComparison.Ordinal))];
    }
}
