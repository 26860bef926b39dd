namespace AlgZoo.Conformance.Tests;

/// <summary>Plugins that cannot be loaded fail <c>loads</c>, and there is nothing else to check.</summary>
public sealed class FaultyPluginTests
{
    [TestCase("NeedsNewerContract", "needs AlgZoo.Abstractions 9.9")]
    [TestCase("NoEstimator", "estimator")]
    public void A_plugin_that_cannot_be_loaded_fails_that_check_and_no_other(string fixture, string finding)
    {
        var result = ConformanceRun.Validate(PluginPaths.Fixture(fixture), PluginPaths.Options(), CancellationToken.None).Single();

        Assert.That((result.Check.Id, result.Estimator, result.Verdict), Is.EqualTo(("loads", default(string), ConformanceVerdict.Failed)));
        Assert.That(result.Finding, Does.Contain(fixture).And.Contain(finding));
    }

    [Test]
    public void A_file_that_is_no_assembly_fails_that_check()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("algzoo-conformance-tests-").FullName, "Text.dll");
        File.WriteAllText(path, "This is no assembly.");
        try
        {
            Assert.That(ConformanceRun.Validate(path, PluginPaths.Options(), CancellationToken.None).Single().Verdict, Is.EqualTo(ConformanceVerdict.Failed));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Test]
    public void A_plugin_that_can_be_loaded_passes_it()
    {
        var result = ConformanceRun.Validate(PluginPaths.Faulty, PluginPaths.Options() with { Checks = ["loads"] }, CancellationToken.None).Single();

        Assert.That((result.Verdict, result.Estimator), Is.EqualTo((ConformanceVerdict.Passed, default(string))));
        Assert.That(result.Finding, Does.Contain("faulty-budget").And.Contain("faultless-sampling"));
    }
}
