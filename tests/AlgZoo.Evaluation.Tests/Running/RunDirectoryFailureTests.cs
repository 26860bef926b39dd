using System.Diagnostics;
using System.Globalization;
using System.Text;
using AlgZoo.Evaluation.Tests.Scoring;

namespace AlgZoo.Evaluation.Tests.Running;

/// <summary>What a run directory does when the disk, another host or an earlier end is against it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunDirectoryFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder.Below("run");

    private string Measurements => Path.Combine(Folder, "measurements.jsonl");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void A_line_that_could_not_be_written_whole_is_cut_off_and_nothing_follows_it()
    {
        using var disk = new SmallDisk(room: 1000);
        using var directory = new RunDirectory(Folder, disk);
        int lines = 0;
        string message = Assert.Throws<IOException>(() =>
        {
            while (true)
            {
                directory.Append(TestRuns.Cell("e", lines, 100, 0.1, 100));
                lines++;
            }
        })!.Message;
        string kept = Encoding.UTF8.GetString(disk.ToArray());
        disk.Room = 1_000_000;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Is.EqualTo($"{Measurements} cannot be written: No space left on device. What was measured is kept; free space, then continue with `algzoo run --resume {Folder}`."));
            Assert.That(disk.HadTornLine, "the write ended midway");
            Assert.That((kept.Count(letter => letter == '\n'), kept[^1]), Is.EqualTo((lines, '\n')));
            Assert.That(lines, Is.GreaterThan(0));
            Assert.That(() => directory.Append(TestRuns.Cell("e", 99, 100, 0.1, 100)), Throws.TypeOf<IOException>().With.Message.EqualTo(message), "also when there is room again");
            Assert.That(() => directory.Write(Scorer.Score(TestRuns.Manifest(["m"], ["e"], [100], 1), [])), Throws.TypeOf<IOException>().With.Message.EqualTo(message), "no scores without the measurements behind them");
            Assert.That(Encoding.UTF8.GetString(disk.ToArray()), Is.EqualTo(kept));
        }
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Mounts a small file system.")]
    public void A_run_on_a_full_disk_is_continued_when_there_is_room()
    {
        using var disk = MountedDisk.TryMount(_folder.Below("disk"), kilobytes: 96);
        if (disk is null)
        {
            Assert.Ignore("A file system can be mounted as root only, and not in every container.");
        }

        var plan = SmallRuns.Plan(SmallRuns.Suite with { Draws = 20 });
        var executor = new DelegateExecutor((request, token) => DelegateExecutor.Random(request, token) with { Message = new string('m', 500) });
        SmallRuns.Run(plan, Folder, executor);
        string filler = Path.Combine(disk.Folder, "filler");
        File.WriteAllBytes(filler, new byte[48 << 10]);
        string run = Path.Combine(disk.Folder, "run");

        Assert.That(() => SmallRuns.Run(plan, run, executor, jobs: 2), Throws.InstanceOf<IOException>().With.Message.Contains($"continue with `algzoo run --resume {run}`"));
        byte[] kept = File.ReadAllBytes(Path.Combine(run, "measurements.jsonl"));
        Assert.That(kept, Is.Not.Empty);
        Assert.That(kept[^1], Is.EqualTo((byte)'\n'));
        Assert.That(Directory.GetFiles(run, "*.tmp"), Is.Empty);
        int measured = RunDirectory.Read(run).Measurements.Count;

        File.Delete(filler);
        disk.Grow(kilobytes: 4096);
        var result = SmallRuns.Resume(plan, run, executor);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.MeasuredBefore, result.Scores.Complete), Is.EqualTo((measured, true)));
            Assert.That(SmallRuns.Scores(run), Is.EqualTo(SmallRuns.Scores(Folder)));
        }
    }

    [Test]
    public void A_second_host_is_told_who_writes_there_and_readers_are_not_kept_out()
    {
        using (var first = RunDirectory.Create(Folder))
        {
            first.Write(TestRuns.Manifest(["m"], ["e"], [100], 1));
            first.Append(TestRuns.Cell("e", 0, 100, 0.1, 100));
            string pattern = string.Create(CultureInfo.InvariantCulture, $@"run' is being written by process {Environment.ProcessId} on {Environment.MachineName}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d UTC; wait for its end or stop it, or choose another folder with --out\.$");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(() => RunDirectory.Resume(Folder), Throws.TypeOf<RunDirectoryException>().With.Message.Matches(pattern));
                Assert.That(() => RunDirectory.Create(Folder), Throws.TypeOf<RunDirectoryException>().With.Message.Matches(pattern));
                Assert.That(RunDirectory.Read(Folder).Measurements, Has.Count.EqualTo(1));
            }

            File.Delete(Path.Combine(Folder, "run.owner"));
            Assert.That(() => RunDirectory.Resume(Folder), Throws.TypeOf<RunDirectoryException>().With.Message.Contains("is being written by another process;"));
        }

        using (var second = RunDirectory.Resume(Folder))
        {
            Assert.That(second.Before!.Measurements, Has.Count.EqualTo(1));
        }

        Assert.That(Directory.GetFiles(Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "manifest.json", "measurements.jsonl" }));
    }

    [Test]
    public void What_a_killed_host_left_behind_keeps_nobody_out()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "run.lock"), "");
        File.WriteAllText(Path.Combine(Folder, "run.owner"), "process 1 on another, since 2026-01-01 00:00:00 UTC");
        File.WriteAllText(Measurements, "");
        using var directory = RunDirectory.Create(Folder);
        Assert.That(directory.Before, Is.Null, "killed before its manifest: there is nothing to continue");
    }

    [TestCase("{\"estimator\":")]
    [TestCase("\0\0\0\0\0\0")]
    [TestCase("", true)]
    public void A_torn_last_line_is_cut_off_before_anything_is_appended(string torn, bool withoutLineFeed = false)
    {
        // Longer than the blocks in which the end is looked for.
        WriteRun(messageLength: 100_000);
        byte[] whole = File.ReadAllBytes(Measurements);
        File.WriteAllBytes(Measurements, withoutLineFeed ? whole[..^1] : [.. whole, .. Encoding.UTF8.GetBytes(torn)]);
        int kept = withoutLineFeed ? 1 : 2;
        using (var directory = RunDirectory.Resume(Folder))
        {
            Assert.That(directory.Before!.Measurements.Select(cell => cell.Draw), Is.EqualTo(Enumerable.Range(0, kept)));
            directory.Append(TestRuns.Cell("e", 2, 100, 0.1, 100));
        }

        Assert.That(RunDirectory.Read(Folder).Measurements.Select(cell => cell.Draw), Is.EqualTo((int[])[.. Enumerable.Range(0, kept), 2]));
        Assert.That(File.ReadLines(Measurements), Has.Exactly(kept + 1).Items);
    }

    [Test]
    public void Damage_before_the_last_line_is_no_torn_line()
    {
        WriteRun(messageLength: 10);
        string[] lines = File.ReadAllLines(Measurements);
        File.WriteAllText(Measurements, lines[0][..20] + "\n" + lines[1] + "\n");
        byte[] before = File.ReadAllBytes(Measurements);
        Assert.That(() => RunDirectory.Resume(Folder), Throws.TypeOf<RunDirectoryException>().With.Message.Contains("measurements.jsonl, line 1: "));
        Assert.That(File.ReadAllBytes(Measurements), Is.EqualTo(before));
        Assert.That(() => RunDirectory.Resume(Folder), Throws.TypeOf<RunDirectoryException>().With.Message.Contains("line 1"), "the lock was let go");
    }

    [Test]
    public void A_file_that_cannot_be_replaced_is_named_and_leaves_no_other()
    {
        using var directory = RunDirectory.Create(Folder);
        Directory.CreateDirectory(Path.Combine(Folder, "manifest.json", "in the way"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => directory.Write(TestRuns.Manifest(["m"], ["e"], [100], 1)), Throws.InstanceOf<IOException>().With.Message.StartsWith(Path.Combine(Folder, "manifest.json") + " cannot be written: "));
            Assert.That(Directory.GetFiles(Folder, "*.tmp"), Is.Empty);
        }
    }

    // Root may write to every folder of a disk, but not there.
    [Test]
    [Platform("Linux")]
    public void A_folder_that_nobody_can_write_is_named() => Assert.That(
        () => RunDirectory.Create("/proc/below"), Throws.InstanceOf<IOException>().With.Message.StartsWith("'/proc/below' cannot hold a run; choose another folder with --out. "));

    [Test]
    [Platform("Linux")]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void A_run_that_may_be_read_and_not_written_cannot_be_continued()
    {
        WriteRun(messageLength: 10);
        File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(RunDirectory.Read(Folder).Measurements, Has.Count.EqualTo(2));
                // For root there is no such folder.
                Assert.That(() => RunDirectory.Resume(Folder).Dispose(), Environment.IsPrivilegedProcess ? Throws.Nothing : Throws.InstanceOf<IOException>().With.Message.StartsWith($"'{Folder}' cannot be written: "));
            }
        }
        finally
        {
            File.SetUnixFileMode(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void WriteRun(int messageLength)
    {
        using var directory = RunDirectory.Create(Folder);
        directory.Write(TestRuns.Manifest(["m"], ["e"], [100], 3));
        directory.Append(TestRuns.Cell("e", 0, 100, 0.1, 100) with { Message = new string('m', messageLength) });
        directory.Append(TestRuns.Cell("e", 1, 100, 0.1, 100) with { Message = new string('m', messageLength) });
    }

    // Writes as much as there is room for, as a file system does.
    private sealed class SmallDisk(int room) : MemoryStream
    {
        public int Room { get; set; } = room;

        public bool HadTornLine { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int left = Room - (int)Position;
            base.Write(buffer.Length <= left ? buffer : buffer[..left]);
            if (buffer.Length > left)
            {
                HadTornLine |= left > 0;
                throw new IOException("No space left on device");
            }
        }
    }

    private sealed class MountedDisk : IDisposable
    {
        private MountedDisk(string folder) => Folder = folder;

        public string Folder { get; }

        public static MountedDisk? TryMount(string folder, int kilobytes)
        {
            Directory.CreateDirectory(folder);
            return Succeeds("mount", "-t", "tmpfs", "-o", FormattableString.Invariant($"size={kilobytes}k"), "none", folder) ? new MountedDisk(folder) : null;
        }

        public void Grow(int kilobytes) => Assert.That(Succeeds("mount", "-o", FormattableString.Invariant($"remount,size={kilobytes}k"), Folder));

        public void Dispose() => Assert.That(Succeeds("umount", Folder));

        private static bool Succeeds(string command, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
