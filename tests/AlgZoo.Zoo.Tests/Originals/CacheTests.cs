using System.Diagnostics;
using System.Text.Json;

namespace AlgZoo.Zoo.Tests.Originals;

/// <summary>What is cached stays what it was when it was first used.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class CacheTests
{
    private LoopbackZoo _loopback = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _loopback = await LoopbackZoo.StartAsync();
        _loopback.Server.Serve(LoopbackZoo.File.Address, LoopbackZoo.Content);
    }

    [TearDown]
    public async Task StopAsync() => await _loopback.DisposeAsync();

    [Test]
    public void A_model_is_downloaded_when_it_is_needed_and_never_again()
    {
        List<OriginalFile> told = [];
        using var zoo = new OriginalZoo(_loopback.Folder, _loopback.Server.BaseAddress) { Downloading = told.Add };
        var library = new ModelLibrary(zoo);

        var loaded = library.Load("zoo:2nd_argmax_2_2");
        library.Load("zoo:2nd_argmax_2_2_1073741824_2");

        Assert.That((loaded.Model.ParameterCount, loaded.Task, loaded.Source), Is.EqualTo((10, (SequenceTask)SequenceTask.SecondArgmax, _loopback.CachedPath)));
        Assert.That(told, Is.EqualTo(new[] { LoopbackZoo.File }));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
        Assert.That(new ModelLibrary(_loopback.Folder).Load("zoo:2nd_argmax_2_2").Model.ParameterCount, Is.EqualTo(10), "without any network");
    }

    [Test]
    public async Task A_server_that_is_not_there_is_not_waited_for()
    {
        await _loopback.Server.DisposeAsync();
        var clock = Stopwatch.StartNew();

        Assert.That(
            () => new ModelLibrary(_loopback.Zoo).Load("zoo:argmedian_8_5"),
            Throws.TypeOf<ModelReferenceException>().With.Message.Contains("the server cannot be reached").And.Message.Contains("ALGZOO_BASE_ADDRESS")
                .And.Message.Contains("put AlgZoo's file argmedian_8_5_1073741824_2.pth into ").And.Message.Contains("or use trained:argmedian_8_5, which ships"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void A_server_that_does_not_answer_is_not_waited_for_twice()
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

        Assert.That(() => new ModelLibrary(_loopback.NewImpatientZoo()).Load("zoo:2nd_argmax_2_2"), Throws.TypeOf<ModelReferenceException>().With.Message.Contains("did not answer within 1 s"));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task Size_and_hash_are_recorded()
    {
        var before = DateTimeOffset.UtcNow;
        await _loopback.PullAsync();

        var cached = _loopback.Zoo.Cached().Single();

        Assert.That((cached.File, cached.Bytes), Is.EqualTo((LoopbackZoo.File, (long)LoopbackZoo.Content.Length)));
        Assert.That(cached.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(LoopbackZoo.Content))));
        Assert.That(cached.Recorded, Is.InRange(before, DateTimeOffset.UtcNow));
    }

    [Test]
    public async Task A_flipped_bit_is_noticed_and_mended_by_another_download()
    {
        await _loopback.PullAsync();
        byte[] damaged = [.. LoopbackZoo.Content];
        damaged[200] ^= 1;
        File.WriteAllBytes(_loopback.CachedPath, damaged);

        foreach (var use in new Action[] { () => _loopback.NewZoo().Verify(LoopbackZoo.File), () => new ModelLibrary(_loopback.NewZoo()).Load("zoo:2nd_argmax_2_2") })
        {
            Assert.That(use, Throws.TypeOf<ModelFileException>()
                .With.Message.StartsWith(_loopback.CachedPath)
                .And.Message.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(damaged)))
                .And.Message.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(LoopbackZoo.Content)))
                .And.Message.Contains("`algzoo zoo pull 2nd_argmax_2_2_1073741824_2`"));
        }

        Assert.That((await _loopback.PullAsync()).Outcome, Is.EqualTo(PullOutcome.Downloaded));
        Assert.That(() => _loopback.Zoo.Verify(LoopbackZoo.File), Throws.Nothing);
    }

    [Test]
    public async Task A_file_that_has_changed_on_the_server_is_taken_by_force_only()
    {
        await _loopback.PullAsync();
        byte[] changed = new Files.PthSample { OutputStorage = Files.PthSample.Floats(1, 2, 3, 4) }.ToArray();
        _loopback.Server.Serve(LoopbackZoo.File.Address, changed);
        File.Delete(_loopback.CachedPath);

        var refused = await _loopback.PullAsync();
        Assert.That(refused.Outcome, Is.EqualTo(PullOutcome.Failed));
        Assert.That(refused.Problem, Does.Contain("`algzoo zoo pull --force 2nd_argmax_2_2_1073741824_2`"));
        Assert.That(_loopback.Cached(), Is.EqualTo(new[] { CacheIndex.FileName }));

        Assert.That((await _loopback.PullAsync(force: true)).Outcome, Is.EqualTo(PullOutcome.Downloaded));
        Assert.That(() => _loopback.NewZoo().Verify(LoopbackZoo.File), Throws.Nothing);
        Assert.That(File.ReadAllBytes(_loopback.CachedPath), Is.EqualTo(changed));
    }

    [Test]
    public void A_file_that_was_put_there_by_hand_is_recorded_when_it_is_first_used()
    {
        Directory.CreateDirectory(_loopback.Folder);
        File.WriteAllBytes(_loopback.CachedPath, LoopbackZoo.Content);
        Assert.That(_loopback.Zoo.Cached().Single().Sha256, Is.Null);

        new ModelLibrary(_loopback.Zoo).Load("zoo:2nd_argmax_2_2");

        Assert.That(_loopback.Zoo.Cached().Single().Sha256, Is.Not.Null);
        Assert.That(_loopback.Server.Requests, Is.Zero);
    }

    [Test]
    public void A_file_that_was_put_there_by_hand_and_is_no_model_is_not_recorded()
    {
        Directory.CreateDirectory(_loopback.Folder);
        File.WriteAllText(_loopback.CachedPath, "no model");

        Assert.That(() => _loopback.Zoo.Verify(LoopbackZoo.File), Throws.TypeOf<ModelFileException>().With.Message.StartsWith(_loopback.CachedPath));
        Assert.That(_loopback.Zoo.Cached().Single().Sha256, Is.Null);
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_an_error_with_remedies()
    {
        await File.WriteAllTextAsync(_loopback.Folder, "in the way");

        Assert.That(
            async () => await _loopback.PullAsync(),
            Throws.InstanceOf<IOException>().With.Message.StartsWith(_loopback.CachedPath + " cannot be written: ").And.Message.Contains("ALGZOO_CACHE"));
    }

    [Test]
    public async Task Many_users_of_one_folder_do_not_disturb_each_other()
    {
        var files = ZooCatalogue.Files.Where(file => file is { HiddenSize: 2, SequenceLength: 2 } && file.Task == SequenceTask.SecondArgmax).ToArray();
        foreach (var file in files)
        {
            _loopback.Server.Serve(file.Address, LoopbackZoo.Content);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _loopback.NewZoo().PullAsync(files))));

        Assert.That(_loopback.Zoo.Cached().Select(cached => cached.Sha256), Has.Exactly(files.Length).Items.And.None.Null);
        string[] lines = File.ReadAllLines(Path.Combine(_loopback.Folder, CacheIndex.FileName));
        Assert.That(lines, Has.Length.EqualTo(files.Length), "each file is recorded once");
        Assert.That(() => lines.Select(line => JsonElement.Parse(line)).ToArray(), Throws.Nothing);
    }

    [TestCase("{\"file\":\"2nd_arg")]
    [TestCase("{\"file\":\"2nd_arg\n\n[]\nnull\n")]
    public async Task A_torn_line_of_the_index_harms_no_other(string torn)
    {
        await _loopback.PullAsync();
        string index = Path.Combine(_loopback.Folder, CacheIndex.FileName);
        await File.AppendAllTextAsync(index, torn);
        var other = ZooCatalogue.Find("2nd_argmax_2_2_0_0");
        _loopback.Server.Serve(other.Address, LoopbackZoo.Content);

        await _loopback.NewZoo().PullAsync([other]);

        Assert.That(_loopback.NewZoo().Cached().Select(cached => cached.Sha256), Has.Exactly(2).Items.And.None.Null);
    }

    [TestCase("https://storage.googleapis.com/arc-ml-public/alg", "https://storage.googleapis.com/arc-ml-public/alg/")]
    [TestCase("http://127.0.0.1:8080/", "http://127.0.0.1:8080/")]
    [TestCase("storage.googleapis.com/arc-ml-public/alg/", null)]
    [TestCase("ftp://example.org/", null)]
    [TestCase("https://example.org/?a=b", null)]
    [TestCase("/srv/zoo", null)]
    [TestCase("", null)]
    public void Base_addresses(string text, string? address)
    {
        Assert.That(OriginalZoo.TryParseAddress(text, out var parsed), Is.EqualTo(address is not null));
        Assert.That(parsed?.AbsoluteUri, Is.EqualTo(address));
    }
}
