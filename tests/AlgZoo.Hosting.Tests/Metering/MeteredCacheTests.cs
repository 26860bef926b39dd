namespace AlgZoo.Hosting.Tests;

public sealed class MeteredCacheTests
{
    private SteppingClock _clock = null!;
    private string _folder = null!;

    private static IReadOnlyList<AssemblyInput> Inputs => [CasePlugin.Read("MeteringCases")];

    [SetUp]
    public void CreateFolder()
    {
        _clock = new SteppingClock();
        _folder = Directory.CreateTempSubdirectory("algzoo-metered-").FullName;
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_was_rewritten_once_is_read_from_then_on()
    {
        var made = Cache().Get(Inputs);
        // Nothing could make this from the input: it must have been read.
        byte[] marked = MeteredFile.Write(made with { UnmeteredAssemblies = [new UnmeteredAssembly("mark", "of the test")] });
        File.WriteAllBytes(Entry(), marked);

        var read = Cache().Get(Inputs);

        Assert.That(read.UnmeteredAssemblies.Single(), Is.EqualTo(new UnmeteredAssembly("mark", "of the test")));
        Assert.That(MeteredFile.Write(read), Is.EqualTo(marked), "nothing is lost on the way");
        Assert.That(read.Assemblies[0].Dll, Is.EqualTo(made.Assemblies[0].Dll));
    }

    [Test]
    public void Another_input_is_another_entry()
    {
        Cache().Get(Inputs);
        Cache().Get([Inputs[0] with { Symbols = null }]);

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2));
    }

    [TestCase(0)]
    [TestCase(40)]
    [TestCase(100_000)]
    public void A_damaged_entry_is_made_anew(int position)
    {
        var made = Cache().Get(Inputs);
        byte[] entry = File.ReadAllBytes(Entry());
        byte[] damaged = [.. entry];
        damaged[position] ^= 1;
        File.WriteAllBytes(Entry(), damaged);

        Assert.That(Cache().Get(Inputs).Assemblies[0].Dll, Is.EqualTo(made.Assemblies[0].Dll));
        Assert.That(File.ReadAllBytes(Entry()), Is.EqualTo(entry));
    }

    [Test]
    public void A_truncated_entry_is_made_anew([Values(0, 3, 1000)] int length)
    {
        var made = Cache().Get(Inputs);
        File.WriteAllBytes(Entry(), File.ReadAllBytes(Entry())[..length]);

        Assert.That(Cache().Get(Inputs).Assemblies[0].Dll, Is.EqualTo(made.Assemblies[0].Dll));
    }

    [Test]
    public void A_folder_that_cannot_be_written_does_no_harm()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "not a folder");

        Assert.That(new MeteredCache(file, _clock).Get(Inputs).Assemblies, Has.Count.EqualTo(1));
    }

    [Test]
    public void What_was_not_used_for_a_month_is_deleted()
    {
        Cache().Get(Inputs);
        string first = Entry();
        _clock.Now += TimeSpan.FromDays(29);
        Cache().Get(Inputs);
        _clock.Now += TimeSpan.FromDays(29);
        Cache().Get([Inputs[0] with { Symbols = null }]);
        Assert.That(File.Exists(first), Is.True, "it was used 29 days ago");

        _clock.Now += TimeSpan.FromDays(2);
        Cache().Get([Inputs[0] with { Path = "Renamed.dll" }]);
        Assert.That(File.Exists(first), Is.False);
    }

    [Test]
    public void Where_there_is_no_room_for_all_those_go_that_were_not_used_for_longest()
    {
        Cache().Get(Inputs);
        string first = Entry();
        long room = (5 * new FileInfo(first).Length) / 2;
        foreach (string name in (string[])["Second.dll", "Third.dll"])
        {
            _clock.Now += TimeSpan.FromMinutes(1);
            new MeteredCache(_folder, _clock, room).Get([Inputs[0] with { Path = name }]);
        }

        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2).And.None.EqualTo(first));
        _clock.Now += TimeSpan.FromMinutes(1);
        new MeteredCache(_folder, _clock, maximumBytes: 0).Get(Inputs);
        Assert.That(Entry(), Is.EqualTo(first), "what is made now always has room");
    }

    private MeteredCache Cache() => new(_folder, _clock);

    private string Entry() => Directory.GetFiles(_folder).Single();

    private sealed class SteppingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = TimeProvider.System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
