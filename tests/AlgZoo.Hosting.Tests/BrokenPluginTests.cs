namespace AlgZoo.Hosting.Tests;

/// <summary>Whatever lies in a plugin folder: it gets one line with a reason and a remedy, and the plugin beside it works.</summary>
public sealed class BrokenPluginTests
{
    private PluginFolder _folder = null!;

    [SetUp]
    public void AddSoundPlugin() => _folder = PluginFolder.With("Sound");

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Text_file()
    {
        WriteDll("Text", "This is not a DLL."u8);
        AssertOneProblem(_folder.Dll("Text"), "not a .NET assembly");
    }

    [Test]
    public void Empty_file()
    {
        WriteDll("Empty", []);
        AssertOneProblem(_folder.Dll("Empty"), "not a .NET assembly");
    }

    [Test]
    public void Native_library()
    {
        WriteDll("Native", NativeImage());
        AssertOneProblem(_folder.Dll("Native"), "native library");
    }

    [Test]
    public void Executable_header_with_garbage()
    {
        byte[] garbage = new byte[4096];
        new RandomBytes(7).Fill(garbage);
        "MZ"u8.CopyTo(garbage);
        WriteDll("Garbage", garbage);
        AssertOneProblem(_folder.Dll("Garbage"), "damaged");
    }

    [Test]
    public void Truncated_dll()
    {
        byte[] whole = File.ReadAllBytes(_folder.Dll("Sound"));
        WriteDll("Truncated", whole.AsSpan(0, whole.Length / 2));
        AssertOneProblem(_folder.Dll("Truncated"), $"truncated ({whole.Length / 2} of ");
    }

    [TestCase("NewtonsoftNew", "Newtonsoft.Json", "13.0.0.0")]
    [TestCase("PrivateMathNet", "MathNet.Numerics", "5.0.0.0")]
    public void Missing_dependency(string fixture, string dependency, string version)
    {
        _folder.Add(fixture);
        File.Delete(_folder.File(fixture, dependency + ".dll"));
        AssertOneProblem(_folder.Dll(fixture), $"needs {dependency} {version}");
    }

    [Test]
    public void Missing_dependency_of_a_loose_dll()
    {
        _folder.AddLooseDll("NewtonsoftOld", "NewtonsoftOld.dll");
        AssertOneProblem(_folder.File("NewtonsoftOld.dll"), "needs Newtonsoft.Json 12.0.0.0");
    }

    [Test]
    public void Damaged_deps_json_does_not_hide_what_lies_beside_the_dll()
    {
        _folder.Add("NewtonsoftOld");
        File.WriteAllText(_folder.File("NewtonsoftOld", "NewtonsoftOld.deps.json"), "{ not json");
        var catalog = _folder.Discover();
        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.TryFind("newtonsoft-old", out _), Is.True);
    }

    [Test]
    public void Newer_contract()
    {
        _folder.Add("NeedsNewerContract");
        AssertOneProblem(_folder.Dll("NeedsNewerContract"), "needs AlgZoo.Abstractions 9.9, this host has 1.0");
    }

    [Test]
    public void No_estimator()
    {
        _folder.Add("NoEstimator");
        AssertOneProblem(_folder.Dll("NoEstimator"), "no estimator inside");
    }

    [Test]
    public void No_reference_to_the_contract()
    {
        _folder.AddLooseDll("NewtonsoftOld", "Newtonsoft.Json.dll");
        AssertOneProblem(_folder.File("Newtonsoft.Json.dll"), "does not refer to AlgZoo.Abstractions");
    }

    [Test]
    public void Internal_estimator()
    {
        _folder.Add("InternalEstimator");
        AssertOneProblem(_folder.Dll("InternalEstimator"), "AlgZoo.Fixtures.Hidden carries [Estimator] but is not public");
    }

    [Test]
    public void Folder_without_a_dll_of_its_name()
    {
        _folder.Add("NewtonsoftOld", "Renamed");
        AssertOneProblem(_folder.File("Renamed"), "no Renamed.dll");
    }

    [Test]
    public void Folder_that_does_not_exist()
    {
        string missing = _folder.File("missing");
        var catalog = PluginCatalog.Discover([missing, _folder.Root]);
        AssertOneProblem(catalog, missing, "does not exist");
    }

    [Test]
    public void Every_ineligible_class_has_its_reason_and_the_eligible_ones_remain()
    {
        _folder.Add("Ineligible");

        var catalog = _folder.Discover();

        Assert.That(catalog.Estimators.Where(estimator => estimator.Plugin is "Ineligible").Select(estimator => estimator.Id), Is.EqualTo(new[] { "eligible", "nested" }));
        Assert.That(catalog.TryFind("nested", out var nested) ? nested.Summary : null, Is.EqualTo("Two lines"));
        Assert.That(catalog.Problems.Select(problem => problem.Path), Is.All.EqualTo(_folder.Dll("Ineligible")));
        string[] expected =
        [
            "Abstract carries [Estimator] but is abstract",
            "Generic`1 carries [Estimator] but is generic",
            "NoInterface carries [Estimator] but does not implement IMechanisticEstimator",
            "NoConstructor carries [Estimator] but has no public constructor",
            "InvalidId carries [Estimator] but its id 'Upper_Case' is invalid",
            "NullId carries [Estimator] but its id '' is invalid",
            "UnknownKind carries [Estimator] but its kind 77 is unknown",
            "SameId and AlgZoo.Fixtures.Eligible both have the id 'eligible'",
            "Outer+Inner+Deep carries [Estimator] but is not public",
        ];
        Assert.That(catalog.Problems, Has.Count.EqualTo(expected.Length));
        foreach (string reason in expected)
        {
            Assert.That(catalog.Problems.Select(problem => problem.Reason), Has.One.StartsWith("AlgZoo.Fixtures." + reason));
        }
    }

    [Test]
    public void All_at_once_are_so_many_lines_and_the_sound_plugin_works()
    {
        WriteDll("Text", "This is not a DLL."u8);
        WriteDll("Native", NativeImage());
        foreach (string fixture in new[] { "NeedsNewerContract", "NoEstimator", "InternalEstimator", "NewtonsoftNew" })
        {
            _folder.Add(fixture);
        }

        File.Delete(_folder.File("NewtonsoftNew", "Newtonsoft.Json.dll"));

        using var bench = new Bench(_folder);

        Assert.That(bench.Catalog.Problems, Has.Count.EqualTo(6));
        Assert.That(bench.Run("sound-constant").Outcome, Is.EqualTo(Evaluation.Outcome.Completed));
    }

    [Test]
    public void No_damage_to_a_dll_gets_past_discovery_as_an_exception()
    {
        byte[] whole = File.ReadAllBytes(_folder.Dll("Sound"));
        var random = new RandomBytes(11);
        Directory.CreateDirectory(_folder.File("Damaged"));
        for (int trial = 0; trial < 400; trial++)
        {
            byte[] damaged = [.. whole.Take(trial % 4 == 0 ? random.Below(whole.Length) : whole.Length)];
            for (int flips = 0; flips < 8 && damaged.Length > 0; flips++)
            {
                damaged[random.Below(damaged.Length)] = (byte)random.Below(256);
            }

            File.WriteAllBytes(_folder.Dll("Damaged"), damaged);
            var catalog = PluginCatalog.Discover([_folder.Dll("Damaged")]);
            Assert.That(catalog.Problems.Select(problem => problem.Reason), Has.None.Contains('\n'), $"trial {trial}");
            Assert.That(catalog.Problems.Count + catalog.Estimators.Count, Is.Positive, $"trial {trial}");
        }
    }

    // A PE image for x64 with one section and no data directories, hence without CLI header.
    private static byte[] NativeImage()
    {
        using var stream = new MemoryStream(new byte[1024]);
        using var writer = new BinaryWriter(stream);
        writer.Write("MZ"u8);
        stream.Position = 0x3C;
        writer.Write(0x80);
        stream.Position = 0x80;
        writer.Write("PE\0\0"u8);
        writer.Write((ushort)0x8664);
        writer.Write((ushort)1);
        writer.Write(new byte[12]);
        writer.Write((ushort)240);
        writer.Write((ushort)0x2022);
        long optionalHeader = stream.Position;
        writer.Write((ushort)0x20B);
        stream.Position = optionalHeader + 32;
        writer.Write(0x1000);
        writer.Write(0x200);
        stream.Position = optionalHeader + 108;
        writer.Write(16);
        stream.Position = optionalHeader + 240;
        writer.Write(".text\0\0\0"u8);
        writer.Write(0x200);
        writer.Write(0x1000);
        writer.Write(0x200);
        writer.Write(0x200);
        return stream.ToArray();
    }

    private void WriteDll(string name, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(_folder.File(name));
        File.WriteAllBytes(_folder.Dll(name), bytes);
    }

    private void AssertOneProblem(string path, string reason) => AssertOneProblem(_folder.Discover(), path, reason);

    private static void AssertOneProblem(PluginCatalog catalog, string path, string reason)
    {
        Assert.That(catalog.Problems, Has.Count.EqualTo(1), string.Join('\n', catalog.Problems));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalog.Problems[0].Path, Is.EqualTo(path));
            Assert.That(catalog.Problems[0].Reason, Does.Contain(reason).And.Contain("; ").And.Not.Contain('\n'));
            Assert.That(catalog.Estimators.Select(estimator => estimator.Plugin), Is.EqualTo(new[] { "Sound", "Sound", "Sound" }));
        }
    }
}
