using System.Diagnostics;
using AlgZoo.Tests.Loopback;
using Microsoft.AspNetCore.Http;

namespace AlgZoo.Zoo.Tests.Originals;

/// <summary>Downloads from a server that does all that servers do.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class DownloadTests
{
    private static readonly Dictionary<string, Func<HttpContext, Task>> PassingFaults = new(StringComparer.Ordinal)
    {
        ["answers too late"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted),
        ["stops half way"] = async context =>
        {
            context.Response.ContentLength = LoopbackZoo.Content.Length;
            await context.Response.Body.WriteAsync(LoopbackZoo.Content.AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        },
        ["is cut off half way"] = context => ZooHost.SendHalfAsync(context, LoopbackZoo.Content),
        ["is cut off half way, of unknown length"] = async context =>
        {
            await context.Response.Body.WriteAsync(LoopbackZoo.Content.AsMemory(0, 100));
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
        ["hangs up"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["503"] = context => Status(context, 503),
        ["500"] = context => Status(context, 500),
        ["408"] = context => Status(context, 408),
        ["429"] = context => Status(context, 429),
    };

    private LoopbackZoo _loopback = null!;

    private static IEnumerable<string> Faults => PassingFaults.Keys;

    [SetUp]
    public async Task StartAsync() => _loopback = await LoopbackZoo.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _loopback.DisposeAsync();

    [Test]
    public async Task A_file_is_downloaded_once()
    {
        Serve();

        var first = await _loopback.PullAsync();
        var second = await _loopback.PullAsync();

        Assert.That((first.Outcome, first.Bytes, first.Problem), Is.EqualTo((PullOutcome.Downloaded, (long)LoopbackZoo.Content.Length, (string?)null)));
        Assert.That(second.Outcome, Is.EqualTo(PullOutcome.AlreadyCached));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
        Assert.That(File.ReadAllBytes(_loopback.CachedPath), Is.EqualTo(LoopbackZoo.Content));
        Assert.That(_loopback.Cached(), Is.EqualTo(new[] { LoopbackZoo.File.FileName, CacheIndex.FileName }), "nothing temporary stays");
    }

    [Test]
    public async Task Whether_the_server_has_the_zoo_is_found_out_in_one_attempt_that_leaves_nothing()
    {
        _loopback.Server.ServeOriginals();
        Assert.That(await _loopback.Zoo.TryReachAsync(TimeSpan.FromSeconds(20)), Is.Null);

        _loopback.Server.Answer(OriginalFile.Example.Address, (context, _) => Status(context, 503));
        Assert.That(await _loopback.Zoo.TryReachAsync(TimeSpan.FromSeconds(20)), Does.StartWith(_loopback.Server.BaseAddress.AbsoluteUri).And.Contains("the server answered 503"));
        _loopback.Server.Answer(OriginalFile.Example.Address, (context, _) => PassingFaults["answers too late"](context));
        Assert.That(await _loopback.Zoo.TryReachAsync(TimeSpan.FromMilliseconds(200)), Does.Contain("did not answer within 0.2 s"));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(3));
        Assert.That(_loopback.Cached(), Is.Empty);
    }

    [TestCaseSource(nameof(Faults))]
    public async Task A_fault_that_passes_is_tried_again(string fault)
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, earlier) => earlier == 0 ? PassingFaults[fault](context) : ZooHost.SendAsync(context, LoopbackZoo.Content));

        var pulled = await LoopbackZoo.PullAsync(_loopback.NewImpatientZoo());

        Assert.That(pulled.Outcome, Is.EqualTo(PullOutcome.Downloaded), pulled.Problem);
        Assert.That(_loopback.Server.Requests, Is.EqualTo(2));
    }

    [TestCase("503", "the server answered 503")]
    [TestCase("is cut off half way", "the connection broke off")]
    [TestCase("stops half way", "did not send all of the file within 1 s")]
    public async Task A_fault_that_stays_is_a_failure(string fault, string problem)
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, _) => PassingFaults[fault](context));

        var pulled = await LoopbackZoo.PullAsync(_loopback.NewImpatientZoo());

        Assert.That(pulled.Outcome, Is.EqualTo(PullOutcome.Failed));
        Assert.That(pulled.Problem, Does.Contain(LoopbackZoo.File.FileName).And.Contains(problem));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(LoopbackZoo.Short.Attempts));
        Assert.That(_loopback.Cached(), Is.Empty);
    }

    [Test]
    public async Task The_server_says_when_to_come_back()
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, earlier) =>
        {
            context.Response.Headers.RetryAfter = "1";
            return earlier == 0 ? Status(context, 503) : ZooHost.SendAsync(context, LoopbackZoo.Content);
        });
        var clock = Stopwatch.StartNew();

        Assert.That((await _loopback.PullAsync()).Outcome, Is.EqualTo(PullOutcome.Downloaded));
        Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromSeconds(0.99)));
    }

    [Test]
    public async Task A_server_that_asks_for_too_long_a_wait_is_given_up()
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, _) =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return Status(context, 429);
        });

        Assert.That((await _loopback.PullAsync()).Outcome, Is.EqualTo(PullOutcome.Failed));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_asked_for_once()
    {
        var pulled = await _loopback.PullAsync();

        Assert.That(pulled.Outcome, Is.EqualTo(PullOutcome.Failed));
        Assert.That(pulled.Problem, Does.StartWith(_loopback.Server.BaseAddress.AbsoluteUri).And.EndsWith("/zoo/2nd_argmax_2_2_1073741824_2.pth: there is no such file on the server (404)"));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_page_with_status_200_is_no_model()
    {
        _loopback.Server.Serve(LoopbackZoo.File.Address, "<!DOCTYPE html>\n<html>Please log in</html>"u8.ToArray());

        var pulled = await _loopback.PullAsync();

        Assert.That(pulled.Problem, Does.Contain("the server sent something else, beginning with '<!DOCTYPE html>?<html>Please log in</html>'").And.Not.Contains('\n'));
        Assert.That((pulled.Outcome, _loopback.Server.Requests), Is.EqualTo((PullOutcome.Failed, 1)));
        Assert.That(_loopback.Cached(), Is.Empty);
    }

    [TestCase("2nd_argmax_3_2", "hidden size is 2 (the shapes) but also 3 (the file name)")]
    [TestCase("longest_cycle_2_3", "sequence length is 2 (the shapes) but also 3 (the file name)")]
    [TestCase("median_2_2", "median")]
    [TestCase("example_2nd_argmax", "hidden size 2 and length 2 instead of 2nd_argmax, 16 and 10")]
    public async Task Another_model_under_the_name_is_refused(string name, string problem)
    {
        var file = ZooCatalogue.Find(name);
        _loopback.Server.Serve(file.Address, LoopbackZoo.Content);

        var pulled = (await _loopback.Zoo.PullAsync([file])).Single();

        Assert.That(pulled.Problem, Does.Contain("the server sent something else: ").And.Contains(problem));
        Assert.That(_loopback.Cached(), Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_followed()
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, _) => RedirectTo(context, "/arc/alg/elsewhere"));
        _loopback.Server.Serve("elsewhere", LoopbackZoo.Content);

        Assert.That((await _loopback.PullAsync()).Outcome, Is.EqualTo(PullOutcome.Downloaded));
    }

    [Test]
    public async Task A_redirect_in_a_circle_is_not_followed_for_ever()
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, (context, _) => RedirectTo(context, context.Request.Path));

        var pulled = await _loopback.PullAsync();

        Assert.That(pulled.Problem, Does.Contain("the server answered 302").And.Contains("more than 5 redirects"));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(6));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_huge_file_is_not_read_to_its_end(bool isAnnounced)
    {
        _loopback.Server.Answer(LoopbackZoo.File.Address, async (context, _) =>
        {
            context.Response.ContentLength = isAnnounced ? 1L << 50 : null;
            // It has no end: who waits for it waits until the time is over.
            for (byte[] chunk = new byte[1 << 16]; !context.RequestAborted.IsCancellationRequested;)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                await Task.Yield();
            }
        });

        var pulled = await _loopback.PullAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.That(pulled.Problem, Does.Contain("the server's file is larger than 16 MiB"));
        Assert.That(_loopback.Server.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_ends_the_downloads()
    {
        await _loopback.Server.DisposeAsync();

        var pulled = await _loopback.Zoo.PullAsync([.. ZooCatalogue.Files.Take(100)]);

        Assert.That(pulled.Select(file => file.Outcome).Distinct(), Is.EquivalentTo(new[] { PullOutcome.Unreachable, PullOutcome.NotTried }));
        Assert.That(pulled.Count(file => file.Outcome == PullOutcome.Unreachable), Is.LessThanOrEqualTo(8 * 2));
        Assert.That(pulled[0].Problem, Does.Contain("the server cannot be reached (Connection refused"));
    }

    [Test]
    public async Task Files_come_eight_at_a_time_and_the_missing_ones_are_all_reported()
    {
        var files = ZooCatalogue.Files.Where(file => file is { HiddenSize: 2, SequenceLength: 2 } && file.Task == SequenceTask.SecondArgmax).ToArray();
        int now = 0;
        int most = 0;
        foreach (var file in files.Skip(10))
        {
            _loopback.Server.Answer(file.Address, async (context, _) =>
            {
                int running = Interlocked.Increment(ref now);
                InterlockedMaximum(ref most, running);
                await Task.Delay(20);
                Interlocked.Decrement(ref now);
                await ZooHost.SendAsync(context, LoopbackZoo.Content);
            });
        }

        List<PulledOriginal> observed = [];
        var pulled = await _loopback.Zoo.PullAsync(files, observer: observed.Add);

        Assert.That(pulled.Select(result => result.File), Is.EqualTo(files));
        Assert.That(pulled.Take(10).Select(result => result.Outcome), Has.All.EqualTo(PullOutcome.Failed));
        Assert.That(pulled.Skip(10).Select(result => result.Outcome), Has.All.EqualTo(PullOutcome.Downloaded));
        Assert.That(observed, Is.EquivalentTo(pulled));
        Assert.That(most, Is.InRange(2, 8));
        Assert.That(_loopback.Zoo.Cached().Select(cached => cached.File), Is.EqualTo(files.Skip(10)));
    }

    [Test]
    public async Task An_interrupted_download_leaves_whole_files_only()
    {
        using var interruption = new CancellationTokenSource();
        var files = ZooCatalogue.Files.Where(file => file is { HiddenSize: 2, SequenceLength: 2 } && file.Task == SequenceTask.SecondArgmax).ToArray();
        foreach (var file in files)
        {
            _loopback.Server.Serve(file.Address, LoopbackZoo.Content);
        }

        _loopback.Server.Answer(files[20].Address, async (context, _) =>
        {
            await interruption.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        Assert.That(async () => await _loopback.Zoo.PullAsync(files, cancellationToken: interruption.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_loopback.Cached(), Has.None.EndsWith(".tmp").And.None.EqualTo(files[20].FileName));
        Assert.That(() => _loopback.Zoo.Cached().ToList().ForEach(cached => _loopback.Zoo.Verify(cached.File)), Throws.Nothing);

        Serve(files[20]);
        var rest = await _loopback.NewZoo().PullAsync(files);
        Assert.That(rest.Count(result => result.Outcome == PullOutcome.AlreadyCached), Is.InRange(12, files.Length - 1), "at most eight were on their way");
        Assert.That(_loopback.Zoo.Cached(), Has.Count.EqualTo(files.Length));
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task RedirectTo(HttpContext context, string path)
    {
        context.Response.Redirect(path);
        return Task.CompletedTask;
    }

    private static void InterlockedMaximum(ref int maximum, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref maximum)) < value && Interlocked.CompareExchange(ref maximum, value, seen) != seen)
        {
            // Another request changed it.
        }
    }

    private void Serve(OriginalFile? file = null) => _loopback.Server.Serve((file ?? LoopbackZoo.File).Address, LoopbackZoo.Content);
}
