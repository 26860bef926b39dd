using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using AlgZoo.Tests.Loopback;
using AlgZoo.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AlgZoo.Cli.Tests;

/// <summary>The original zoo through the command, from a real server on this machine.</summary>
public sealed class ZooTests
{
    private const string ExampleFile = "one_layer_16_hidden_94_acc_2nd_argmax.pth";

    private readonly Command _algzoo = new();
    private ZooHost _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await ZooHost.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        _algzoo.Dispose();
    }

    [Test]
    public async Task The_challenge_downloads_its_model_once_and_needs_no_network_after()
    {
        _server.ServeOriginals();

        var first = Challenge().EndsWith(0);
        Assert.That(first.ErrorLines[0], Is.EqualTo($"downloading {ExampleFile} from {_server.BaseAddress}"));
        Assert.That(first.Json.Items("scores").Single().Text("model"), Is.EqualTo("zoo:example_2nd_argmax"));
        Assert.That(_server.Requests, Is.EqualTo(1));

        await _server.DisposeAsync();
        var second = Challenge().EndsWith(0);
        Assert.That(second.Error, Does.Not.Contain("downloading"));
        Assert.That(second.Output, Is.EqualTo(first.Output));
    }

    [Test]
    public void The_challenge_takes_the_shipped_model_if_the_server_has_something_else()
    {
        _server.Serve(ExampleFile, "<html>Please log in</html>"u8.ToArray());

        var result = Challenge().EndsWith(0);

        Assert.That(result.ErrorLines[1], Does.Contain("the server sent something else, beginning with '<html>").And.EndsWith("Taking trained:2nd_argmax_16_10 instead."));
        Assert.That(result.Json.Items("scores").Single().Text("model"), Is.EqualTo("trained:2nd_argmax_16_10"));
    }

    [Test]
    public void Models_are_pulled_listed_and_verified()
    {
        _server.ServeOriginals();

        var pulled = Zoo("pull", "zoo:2nd_argmax_2_2", "longest_cycle_2_3_1073741824_0.pth", "example_2nd_argmax", "--json").EndsWith(0).Json;
        Assert.That(pulled.Items("files").Select(file => file.Text("outcome")), Is.EqualTo(new[] { "Downloaded", "Downloaded", "Downloaded" }));
        Assert.That(pulled.Text("folder"), Is.EqualTo(Path.Combine(_algzoo.CacheFolder, "zoo")));

        var again = Zoo("pull", "2nd_argmax_2_2").EndsWith(0);
        Assert.That(again.Error, Does.StartWith("0 files downloaded, 1 were there already, 0 are missing"));
        Assert.That(_server.Requests, Is.EqualTo(3));

        var cached = Zoo("list", "--cached", "--json").EndsWith(0).Json.Items("files");
        Assert.That(cached.Select(file => file.Text("reference")), Is.EqualTo(new[] { "zoo:example_2nd_argmax", "zoo:2nd_argmax_2_2_1073741824_2", "zoo:longest_cycle_2_3_1073741824_0" }));
        Assert.That(cached.Select(file => file.Number("published")), Is.EqualTo(new[] { .953, 1, 1 }));
        Assert.That(cached.Select(file => file.Text("sha256")), Has.All.Match("^[0-9a-f]{64}$"));
        Assert.That(Zoo("list", "--cached").EndsWith(0).Output, Does.Contain(ExampleFile).And.Contains("3,385").And.Contains(cached[0].Text("sha256")));
        Assert.That(Zoo("verify").EndsWith(0).Output, Does.StartWith("3 of 3 files in "));
        Assert.That(Run("truth", "zoo:2nd_argmax_2_2", "--json").EndsWith(0).Json.Number("errorRate"), Is.EqualTo(1 / 13e3).Within(1e-5), "the article says about 1 in 13,000");
    }

    [Test]
    public void A_flipped_byte_is_found_refused_and_mended()
    {
        _server.ServeOriginals();
        Zoo("pull", "2nd_argmax_2_2").EndsWith(0);
        string path = Path.Combine(_algzoo.CacheFolder, "zoo", "2nd_argmax_2_2_1073741824_2.pth");
        byte[] content = File.ReadAllBytes(path);
        content[^300] ^= 0x40;
        File.WriteAllBytes(path, content);

        var verified = Zoo("verify").EndsWith(2);
        Assert.That(verified.Output, Does.StartWith($"damaged: {path}: it has ").And.Contains("\n0 of 1 files in "));
        Assert.That(verified.Error, Does.Contain("algzoo zoo pull zoo:2nd_argmax_2_2_1073741824_2"));
        Assert.That(Zoo("verify", "--json").EndsWith(2).Json.Items("damaged").Single().Text("file"), Is.EqualTo("2nd_argmax_2_2_1073741824_2.pth"));
        Assert.That(Run("inspect", "zoo:2nd_argmax_2_2").EndsWith(1).ErrorLines, Has.One.StartsWith($"algzoo: {path}: it has "));

        Zoo("pull", "2nd_argmax_2_2").EndsWith(0);
        Zoo("verify").EndsWith(0);
    }

    [Test]
    public void A_family_of_which_the_server_has_one_file_reports_all_others()
    {
        _server.ServeOriginals();

        var result = Zoo("pull", "--family", "longest_cycle", "--best").EndsWith(2);

        Assert.That(result.ErrorLines.Where(line => line.StartsWith("not downloaded: ", StringComparison.Ordinal)), Has.Exactly(19).Items.And.All.EndsWith(".pth: there is no such file on the server (404)"));
        Assert.That(result.ErrorLines[^1], Does.StartWith("1 files downloaded, 0 were there already, 19 are missing; 3,537 bytes in "));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public void All_files_are_asked_for()
    {
        var result = Zoo("pull", "--all", "--json").EndsWith(3);

        Assert.That(result.Json.Items("files"), Has.Length.EqualTo(6961));
        Assert.That(_server.Requests, Is.EqualTo(6961));
        Assert.That(result.ErrorLines.Count(line => line.Contains(" of 6,961 files, ", StringComparison.Ordinal)), Is.EqualTo(10), "progress");
    }

    [Test]
    public async Task Without_a_network_there_is_one_line_with_remedies()
    {
        await _server.DisposeAsync();

        var result = Zoo("pull", "--all").EndsWith(3);

        Assert.That(result.ErrorLines.Where(line => line.Contains("the server cannot be reached", StringComparison.Ordinal)), Has.One.Items
            .And.One.Contains("ALGZOO_BASE_ADDRESS").And.One.Contains(Path.Combine(_algzoo.CacheFolder, "zoo")).And.One.Contains("trained:"));
        Assert.That(result.ErrorLines[^1], Does.StartWith("0 files downloaded, 0 were there already, 6,961 are missing"));
    }

    [Test]
    public void Two_processes_pull_the_same_files()
    {
        byte[] content = File.ReadAllBytes(OriginalModels.Path("algzoo_rnn_small.pth"));
        foreach (long sequences in Enumerable.Range(20, 11).Select(exponent => 1L << exponent).Prepend(0))
        {
            for (int seed = 0; seed < 5; seed++)
            {
                _server.Serve(FormattableString.Invariant($"zoo/2nd_argmax_2_2_{sequences}_{seed}.pth"), content);
            }
        }

        string[] line = ["zoo", "pull", "--family", "2nd_argmax", "--json", "--base-address", _server.BaseAddress.AbsoluteUri];
        using var one = _algzoo.Start(line);
        using var other = _algzoo.Start(line);
        foreach (var process in new[] { one, other })
        {
            var files = process.Result().EndsWith(2).Json.Items("files");
            Assert.That(files.Take(60).Select(file => file.Text("problem")), Has.All.Null);
        }

        Assert.That(Zoo("verify").EndsWith(0).Output, Does.StartWith("60 of 60 files in "));
        Assert.That(File.ReadAllLines(Path.Combine(_algzoo.CacheFolder, "zoo", "index.jsonl")), Has.Length.EqualTo(60));
        Assert.That(Directory.GetFiles(Path.Combine(_algzoo.CacheFolder, "zoo")), Has.Length.EqualTo(61), "nothing temporary stays");
    }

    [Test]
    public void Ctrl_C_ends_a_pull_that_can_be_continued()
    {
        _server.ServeOriginals();
        using var asked = new ManualResetEventSlim();
        _server.Answer("zoo/longest_cycle_3_3_1073741824_0.pth", (context, _) =>
        {
            asked.Set();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        using var pull = _algzoo.Start("zoo", "pull", "longest_cycle_2_3", "longest_cycle_3_3", "--base-address", _server.BaseAddress.AbsoluteUri);
        Assert.That(asked.Wait(TimeSpan.FromMinutes(1)), Is.True);
        pull.WaitFor(() => File.Exists(Path.Combine(_algzoo.CacheFolder, "zoo", "longest_cycle_2_3_1073741824_0.pth")), "the first file is there");
        pull.Interrupt();

        Assert.That(pull.Result().EndsWith(130).ErrorLines[^1], Does.StartWith("interrupted: 1 of 2 files are in "));
        Zoo("verify").EndsWith(0);
    }

    [Test]
    [Platform("Linux", Reason = "SSL_CERT_FILE names trusted certificates on Linux only")]
    public async Task A_secure_server_is_used_but_not_its_redirect_to_an_insecure_one()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(_algzoo.Below("trusted.pem"), certificate.ExportCertificatePem());
        await using var secure = await ZooHost.StartAsync(certificate);
        secure.ServeOriginals();
        _server.ServeOriginals();
        secure.Answer(ExampleFile, (context, _) =>
        {
            context.Response.Redirect(new Uri(_server.BaseAddress, ExampleFile).AbsoluteUri);
            return Task.CompletedTask;
        });
        string[] line = ["zoo", "pull", "2nd_argmax_2_2", "example_2nd_argmax", "--base-address", secure.BaseAddress.AbsoluteUri];

        using var untrusting = _algzoo.Start(line);
        Assert.That(untrusting.Result().EndsWith(3).Error, Does.Contain("no secure connection can be made"));

        using var trusting = _algzoo.Start(new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = _algzoo.Below("trusted.pem") }, line);
        var result = trusting.Result().EndsWith(2);
        Assert.That(result.ErrorLines, Has.One.StartsWith("not downloaded: ").And.One.Contains("which is not followed: more than 5 redirects, or from https to http"));
        Assert.That(_server.Requests, Is.Zero);
    }

    private CommandResult Challenge() =>
        Run("run", "challenge", "--draws", "2", "--budget", "1e4", "--truth-samples", "1e6", "--estimator", "monte-carlo", "--json");

    private CommandResult Zoo(params string[] arguments) => Run(["zoo", .. arguments]);

    private CommandResult Run(params string[] arguments)
    {
        using var process = _algzoo.Start(new Dictionary<string, string>(StringComparer.Ordinal) { ["ALGZOO_BASE_ADDRESS"] = _server.BaseAddress.AbsoluteUri }, arguments);
        return process.Result();
    }
}
