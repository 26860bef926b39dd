using System.Globalization;
using AlgZoo.Training;

namespace AlgZoo.Cli;

/// <summary>How far the training of one seed is. Safe for concurrent use.</summary>
internal sealed class SeedStatus(TrainingRecipe recipe, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _startedAt;
    private long _sequencesBefore;
    private long _sequences;
    private string _means = "";
    private string? _activity;
    private bool _isRunning;

    /// <summary>Whether it is being trained or scored.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock)
            {
                return _isRunning;
            }
        }
    }

    /// <summary>All of it in one line, what matters most first: lines are cut where a terminal is narrow.</summary>
    public string Line
    {
        get
        {
            lock (_lock)
            {
                string done = string.Create(CultureInfo.InvariantCulture, $"seed {recipe.Seed}: {100 * _sequences / recipe.Sequences}%");
                double rate = (_sequences - _sequencesBefore) / time.GetElapsedTime(_startedAt).TotalSeconds;
                return _activity is not null ? $"{done}, {_activity}"
                    : rate > 0 ? string.Create(CultureInfo.InvariantCulture, $"{done}, {TimeLeft(rate)} left, {_means}, {_sequences:N0} sequences at {rate / 1e6:0.0#} M/s")
                    : done;
            }
        }
    }

    public void Started(long step)
    {
        lock (_lock)
        {
            _isRunning = true;
            _startedAt = time.GetTimestamp();
            _sequencesBefore = _sequences = step * recipe.BatchSize;
        }
    }

    public void Trained(long step, TrainingProgress means, double learningRate)
    {
        lock (_lock)
        {
            _activity = null;
            _sequences = step * recipe.BatchSize;
            string accuracy = means.Accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {share:0.0000}") : "";
            _means = string.Create(CultureInfo.InvariantCulture, $"loss {means.Loss:0.0000}{accuracy}, learning rate {learningRate:0.0e0}");
        }
    }

    public void Validating()
    {
        lock (_lock)
        {
            _activity = "validating";
        }
    }

    public void Ended()
    {
        lock (_lock)
        {
            _isRunning = false;
        }
    }

    private string TimeLeft(double rate)
    {
        var left = TimeSpan.FromSeconds(Math.Min((recipe.Sequences - _sequences) / rate, TimeSpan.MaxValue.TotalSeconds / 2));
        return string.Create(CultureInfo.InvariantCulture, $"{(long)left.TotalHours}:{left:mm\\:ss}");
    }
}
