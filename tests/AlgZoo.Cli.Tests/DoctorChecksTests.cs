using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Cli.Tests;

/// <summary>What the checks of <c>algzoo doctor</c> make of facts.</summary>
public sealed class DoctorChecksTests
{
    private const long Gigabyte = 1L << 30;

    [TestCase("10.0.401", null, FindingState.Ok, "10.0.401")]
    [TestCase("11.0.100-preview.1", null, FindingState.Ok, "11.0.100")]
    [TestCase("8.0.404", null, FindingState.Note, "too old")]
    [TestCase(null, "A compatible .NET SDK was not found.", FindingState.Note, "A compatible .NET SDK was not found.")]
    [TestCase(null, null, FindingState.Note, "no dotnet on the PATH")]
    public void Sdk(string? version, string? error, object state, string text) => Expect(SdkCheck.Judge(new SdkAnswer(version, error)), (FindingState)state, text);

    [TestCase("The command could not be loaded, possibly because:\n  * ...\nRequested SDK version: 9.0.100\nglobal.json file: /a/global.json\n\nInstalled SDKs:\n10.0.401", "Requested SDK version: 9.0.100, global.json file: /a/global.json")]
    [TestCase("\nNo SDK.\nInstall one.", "No SDK.")]
    [TestCase("", "it says nothing")]
    public void Complaint_of_dotnet(string text, string complaint) => Assert.That(SdkCheck.Complaint(text), Is.EqualTo(complaint));

    [TestCase("Vector512", FindingState.Ok, "Some processor with AVX2, FMA; kernels of Vector512")]
    [TestCase("Scalar", FindingState.Note, "several times slower")]
    public void Processor(string kernel, object state, string text) => Expect(ProcessorCheck.Judge("Some processor", ["AVX2", "FMA"], kernel), (FindingState)state, text);

    [TestCase(25e6, 48e6, 2, 0.71, FindingState.Ok, "25.0 million sequences a second of M16,10 on one thread, 48.0 on 2; 71% of")]
    [TestCase(25e6, 26e6, 2, 0.60, FindingState.Ok, "26.0 on 2")]
    [TestCase(5e6, 10e6, 2, 0.30, FindingState.Note, "30% of")]
    [TestCase(25e6, 50e6, 16, 0.70, FindingState.Note, "all threads together reach 13% of as many single ones")]
    public void Sampling_rate(double one, double all, int threads, double share, object state, string text) =>
        Expect(SamplingRateCheck.Judge(new SamplingSpeed(one, all, threads, share), 0.7), (FindingState)state, text);

    [TestCase(16, 8, null, null, FindingState.Ok, "16 GB, of which 8 GB available")]
    [TestCase(16, null, null, null, FindingState.Ok, "16 GB; an estimator may use 4 GB")]
    [TestCase(16, 8, 2, null, FindingState.Note, "limits a process to 2 GB")]
    [TestCase(16, 8, 64, 1, FindingState.Note, "limits a process to 1 GB")]
    [TestCase(2, 1, null, null, FindingState.Note, "more than there is")]
    [TestCase(16, 0, null, null, FindingState.Problem, "of which 0 KB available")]
    public void Memory(int total, int? available, int? addresses, int? data, object state, string text) =>
        Expect(MemoryCheck.Judge(new MemoryFacts(total * Gigabyte, available * Gigabyte, addresses * Gigabyte, data * Gigabyte)), (FindingState)state, text);

    [TestCase(1, null, "ulimit -d unlimited")]
    [TestCase(null, 1, "ulimit -v unlimited")]
    public void The_limit_that_is_too_low_is_named(int? data, int? addresses, string command) =>
        Assert.That(MemoryCheck.Judge(new MemoryFacts(16 * Gigabyte, 8 * Gigabyte, addresses * Gigabyte, data * Gigabyte)).Remedy, Does.Contain(command));

    [Test]
    public void Too_little_memory_for_the_usual_limit_gives_one_that_fits() =>
        Assert.That(MemoryCheck.Judge(new MemoryFacts(2 * Gigabyte, Gigabyte, null, null)).Remedy, Does.Contain("--memory-limit 1536"));

    [TestCase(Outcome.Completed, 150, FindingState.Ok, "answers in 150 ms; process")]
    [TestCase(Outcome.Completed, 5000, FindingState.Note, "answers in 5000 ms, which is slow")]
    [TestCase(Outcome.Crashed, 150, FindingState.Problem, "ended with Crashed: killed")]
    public void Worker(Outcome outcome, int milliseconds, object state, string text) =>
        Expect(WorkerCheck.Judge(new CellResult(outcome, null, ComputeReport.Nothing, 0, "killed", [], []), TimeSpan.FromMilliseconds(milliseconds), "process"), (FindingState)state, text);

    [Test]
    public void The_remedy_of_a_plugin_is_what_the_search_says()
    {
        var finding = PluginsCheck.Of(new PluginProblem("/plugins/My.dll", "needs .NET 11.0; this host, too old, runs on 10.0; build the plugin for net10.0"));

        Assert.That(finding.Summary, Is.EqualTo("/plugins/My.dll: needs .NET 11.0; this host, too old, runs on 10.0"));
        Assert.That(finding.Remedy, Is.EqualTo("Build the plugin for net10.0."));
        Expect(PluginsCheck.Of(new PluginProblem("/plugins/My.dll", "is odd")), FindingState.Problem, "/plugins/My.dll: is odd");
    }

    [TestCase(64L << 30, null, FindingState.Ok, "cache: 3 MB (zoo 1 MB, truth 2 MB), 64 GB free on its disk")]
    [TestCase(null, null, FindingState.Ok, "(zoo 1 MB, truth 2 MB)")]
    [TestCase(1L << 20, null, FindingState.Problem, "1 MB free")]
    [TestCase(64L << 30, "Read-only file system", FindingState.Problem, "cannot be written: Read-only file system")]
    public void Cache(long? room, string? obstacle, object state, string text) => Expect(CacheCheck.Judge("cache", [("zoo", 1 << 20), ("truth", 2 << 20)], room, obstacle), (FindingState)state, text);

    [TestCase(30, false, FindingState.Ok, "steps of 30 ns, never backwards")]
    [TestCase(1e6, false, FindingState.Note, "coarse")]
    [TestCase(30, true, FindingState.Note, "went back")]
    public void Clock(double nanoseconds, bool goesBack, object state, string text) => Expect(ClockCheck.Judge(new ClockFacts(nanoseconds, goesBack)), (FindingState)state, text);

    [TestCase(false, true, 120, FindingState.Ok, "utf-8, 120 columns, colours")]
    [TestCase(false, false, 120, FindingState.Note, "what algzoo writes is UTF-8")]
    [TestCase(false, true, 40, FindingState.Note, "40 columns")]
    [TestCase(true, false, 40, FindingState.Ok, "redirected")]
    public void Console_(bool isRedirected, bool isUtf8, int width, object state, string text) =>
        Expect(ConsoleCheck.Judge(new ConsoleFacts(isRedirected, isUtf8 ? "utf-8" : "ibm850", isUtf8, width, HasColours: true)), (FindingState)state, text);

    [TestCase("DOTNET_TieredCompilation", "DOTNET_TieredCompilation=1 changes when code is compiled")]
    [TestCase("dotnet_enableavx512", "dotnet_enableavx512=1 may switch instructions of the processor off")]
    [TestCase("COMPlus_gcServer", "COMPlus_gcServer=1 makes every process")]
    [TestCase("ALGZOO_CASH", "ALGZOO_CASH is set, which algzoo does not know (did you mean 'ALGZOO_CACHE'?)")]
    public void A_variable_that_matters_is_noted(string name, string text)
    {
        var findings = Examine(name);

        Assert.That(findings, Has.Length.EqualTo(2));
        Expect(findings[1], FindingState.Note, text);
        Assert.That(findings[1].Remedy, Does.StartWith($"Unset {name}"));
    }

    [TestCase("DOTNET_EnableDiagnostics")]
    [TestCase("DOTNET_ROOT")]
    [TestCase("PATH")]
    public void A_variable_that_does_not_matter_is_not(string name) => Assert.That(Examine(name).Single().Summary, Is.EqualTo("none of algzoo's variables is set"));

    [Test]
    public void Algzoos_own_variables_are_shown() => Assert.That(Examine("ALGZOO_CACHE").Single().Summary, Is.EqualTo("ALGZOO_CACHE=1"));

    [Test]
    public void A_folder_that_is_none_cannot_be_written()
    {
        string folder = Directory.CreateTempSubdirectory("algzoo-doctor-").FullName;
        try
        {
            Assert.That(FolderAccess.WhyNotWritable(folder), Is.Null);
            Assert.That(FolderAccess.WhyNotWritable(Path.Combine(folder, "a", "b")), Is.Null, "it can be created");
            Assert.That(Directory.GetFileSystemEntries(folder), Is.Empty, "nothing is left");
            File.WriteAllText(Path.Combine(folder, "a"), "");
            Assert.That(FolderAccess.WhyNotWritable(Path.Combine(folder, "a", "b")), Is.Not.Null.And.Contains(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_check_that_throws_or_hangs_harms_no_other()
    {
        var findings = Examination.Run([new Odd(_ => throw new InvalidOperationException("two\nlines")), new Odd(_ => Thread.Sleep(Timeout.Infinite)), new Odd(_ => { })], TimeSpan.FromSeconds(2), CancellationToken.None).ToArray();

        Assert.That(findings.Select(finding => (finding.State, finding.Summary)), Is.EqualTo(new[]
        {
            (FindingState.Problem, "could not be examined: InvalidOperationException: two lines"), (FindingState.Problem, "no answer within 2 s"), (FindingState.Ok, "fine"),
        }));
        Assert.That(findings[..2].Select(finding => finding.Remedy), Has.All.Not.Null);
    }

    [Test]
    public void The_user_can_stop_a_check_that_hangs()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Assert.That(() => Examination.Run([new Odd(_ => Thread.Sleep(Timeout.Infinite))], TimeSpan.FromMinutes(1), stop.Token).ToArray(), Throws.InstanceOf<OperationCanceledException>());
    }

    private static Finding[] Examine(string variable) => [.. new EnvironmentCheck(new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = "1" }).Examine(CancellationToken.None)];

    private static void Expect(Finding finding, FindingState state, string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.State, Is.EqualTo(state));
            Assert.That(finding.Summary, Does.Contain(text));
            Assert.That(finding.Remedy, state == FindingState.Ok ? Is.Null : Does.EndWith("."));
        }
    }

    private sealed class Odd(Action<CancellationToken> behaviour) : ICheck
    {
        public string Id => "odd";

        public IEnumerable<Finding> Examine(CancellationToken cancellationToken)
        {
            behaviour(cancellationToken);
            yield return Finding.Ok(Id, "fine");
        }
    }
}
