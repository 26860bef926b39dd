using System.Diagnostics;
using System.Globalization;
using AlgZoo.Zoo;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows on standard error how a download goes: a bar in a terminal, otherwise a line for each tenth of many files.</summary>
internal static class PullProgress
{
    private const int FewFiles = 20;

    public static async Task<IReadOnlyList<PulledOriginal>> ShowAsync(int files, Func<Action<PulledOriginal>, Task<IReadOnlyList<PulledOriginal>>> pull)
    {
        var tally = new Tally(files);
        if (!Terminal.Error.Profile.Capabilities.Interactive)
        {
            return await pull(result =>
            {
                if (tally.Add(result) && files >= FewFiles)
                {
                    Terminal.Note(tally.Text);
                }
            });
        }

        return await Terminal.Error.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("downloading", maxValue: files);
                return await pull(result =>
                {
                    tally.Add(result);
                    bar.Description = Markup.Escape(tally.Text);
                    bar.Increment(1);
                });
            });
    }

    /// <summary>Counts what is done.</summary>
    private sealed class Tally(int files)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private int _done;
        private int _missing;
        private long _bytesDownloaded;

        public string Text
        {
            get
            {
                double kilobytesASecond = _bytesDownloaded / 1e3 / Math.Max(Stopwatch.GetElapsedTime(_start).TotalSeconds, 1e-3);
                string missing = _missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_missing:N0} missing");
                return string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {files:N0} files{missing}, {_bytesDownloaded / 1e3:N0} kB, {kilobytesASecond:N0} kB/s");
            }
        }

        /// <summary>Adds a file; tells whether it completes another tenth.</summary>
        public bool Add(PulledOriginal result)
        {
            int tenths = Tenths();
            _done++;
            _missing += result.Problem is null ? 0 : 1;
            _bytesDownloaded += result.Outcome == PullOutcome.Downloaded ? result.Bytes : 0;
            return Tenths() > tenths;
        }

        private int Tenths() => (int)(10L * _done / files);
    }
}
