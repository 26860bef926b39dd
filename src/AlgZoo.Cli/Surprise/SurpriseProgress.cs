using System.Globalization;
using AlgZoo.Evaluation;
using Spectre.Console;

namespace AlgZoo.Cli;

/// <summary>Says on standard error what an account waits for: in a terminal the last thing, otherwise a line for what may take long, and each minute.</summary>
internal sealed class SurpriseProgress : IProgress<OptimisationProgress>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly StatusContext? _status;
    private OptimisationStage? _stage;
    private long _lastLine;

    private SurpriseProgress(StatusContext? status) => _status = status;

    /// <summary>Works, and says at what.</summary>
    public static T Show<T>(Func<SurpriseProgress, T> work) => Terminal.Error.Profile.Capabilities.Interactive
        ? Terminal.Error.Status().Start("starting", status => work(new SurpriseProgress(status)))
        : work(new SurpriseProgress(status: null));

    /// <summary>Says what may take long.</summary>
    public void Say(string what)
    {
        lock (_lock)
        {
            Write(what);
        }
    }

    /// <summary>Says which estimator is asked.</summary>
    public void Asking(string estimator)
    {
        lock (_lock)
        {
            if (_status is not null || IsDue)
            {
                Write($"asking {estimator}");
            }
        }
    }

    /// <inheritdoc/>
    public void Report(OptimisationProgress value)
    {
        lock (_lock)
        {
            bool isNew = value.Stage != _stage;
            _stage = value.Stage;
            if (_status is not null || isNew || IsDue)
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"bits of optimisation: {Name(value.Stage)}{(isNew ? "" : $", {value.Share:0%}")}"));
            }
        }
    }

    private bool IsDue => TimeProvider.System.GetElapsedTime(_lastLine) >= LineInterval;

    private static string Name(OptimisationStage stage) => stage switch
    {
        OptimisationStage.Description => "rounding the weights",
        OptimisationStage.Pilot => "choosing the levels of the splitting",
        OptimisationStage.Splitting => "splitting",
        _ => "plain sampling beside the splitting",
    };

    private void Write(string what)
    {
        _lastLine = TimeProvider.System.GetTimestamp();
        if (_status is null)
        {
            Terminal.Note(what);
        }
        else
        {
            _status.Status(Markup.Escape(what));
        }
    }
}
