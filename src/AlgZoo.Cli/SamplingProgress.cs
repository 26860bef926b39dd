using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Shows a progress bar on standard error while something is sampled; nothing where standard error is no terminal.</summary>
internal static class SamplingProgress
{
    public static T Show<T>(long samples, Func<IProgress<long>?, T> work)
    {
        if (!Terminal.Error.Profile.Capabilities.Interactive)
        {
            return work(null);
        }

        return Terminal.Error.Progress()
            .AutoClear(enabled: true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Reporter(context.AddTask("sampling", maxValue: samples))));
    }

    private sealed class Reporter(ProgressTask bar) : IProgress<long>
    {
        public void Report(long value) => bar.Value = Math.Max(bar.Value, value);
    }
}
