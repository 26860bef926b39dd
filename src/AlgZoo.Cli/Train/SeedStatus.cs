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

    /// <summary>Whether it is being trained or scored.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>All of it in one line.</summary>
    public string Line
    {
        get
        {
            lock (_lock)
            {
                string done = string.Create(CultureInfo.InvariantCulture, $"seed {recipe.Seed}: {_sequences:N0} of {recipe.Sequences:N0} sequences ({100 * _sequences / recipe.Sequences}%)");
                return _activity is null ? done + _means + Rate() : $"{done}, {_activity}";
            }
        }
    }

    public void Started(long step)
    {
        lock (_lock)
        {
            IsRunning = true;
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
            _means = string.Create(CultureInfo.InvariantCulture, $", loss {means.Loss:0.0000}{accuracy}, learning rate {learningRate:0.0e0}");
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
            IsRunning = false;
        }
    }

    private string Rate()
    {
        double seconds = time.GetElapsedTime(_startedAt).TotalSeconds;
        double rate = (_sequences - _sequencesBefore) / seconds;
        if (rate is 0 or double.NaN)
        {
            return "";
        }

        var left = TimeSpan.FromSeconds(Math.Min((recipe.Sequences - _sequences) / rate, TimeSpan.MaxValue.TotalSeconds / 2));
        return string.Create(CultureInfo.InvariantCulture, $", {rate / 1e6:0.0#} M sequences/s, {(long)left.TotalHours}:{left:mm\\:ss} left");
    }
}
