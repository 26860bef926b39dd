using System.Globalization;

namespace AlgZoo.Cli;

/// <summary>What is known of a trained model: the file beside its weights.</summary>
/// <param name="Model">Name of the weight files, without their endings.</param>
/// <param name="Recipe">How it was trained.</param>
/// <param name="Sequences">Sequences it was trained on so far.</param>
/// <param name="TrainingLoss">Mean loss of the last steps, at most 1024: cross-entropy in nats, or squared error; null for initial weights.</param>
/// <param name="TrainingAccuracy">Mean accuracy of the same steps; null for initial weights and for a scalar output.</param>
/// <param name="Validation">Its score.</param>
/// <param name="Seconds">Time that the training took, without validation.</param>
/// <param name="FrameworkVersion">Version of the trainer.</param>
internal sealed record TrainedModelRecord(
    string Model, RecipeRecord Recipe, long Sequences, double? TrainingLoss, double? TrainingAccuracy, ValidationRecord Validation, double Seconds, string FrameworkVersion)
{
    public static TrainedModelRecord Read(string path) => TrainingJson.Read(path, TrainingJson.Readable.TrainedModelRecord);

    public void Write(string path) => TrainingJson.Write(path, this, TrainingJson.Readable.TrainedModelRecord);
}

/// <summary>The score of a model on sequences that it was not trained on.</summary>
/// <param name="Quantity">Accuracy, or mean squared error for a scalar output.</param>
/// <param name="Value">The score.</param>
/// <param name="StandardError">Its standard error; 0 where it is exact.</param>
/// <param name="Method">exact or sampling, as <c>algzoo truth</c> finds it.</param>
/// <param name="Sequences">Sequences sampled or enumerated; 0 for an integral in closed form.</param>
/// <param name="Seed">Seed of the sampling: <c>algzoo truth FILE --seed SEED --samples SEQUENCES</c> gives the same value.</param>
/// <param name="Loss">Mean cross-entropy in nats, on at most 2^20 sequences; or mean squared error.</param>
/// <param name="LossStandardError">Its standard error; 0 where it is exact.</param>
internal sealed record ValidationRecord(string Quantity, double Value, double StandardError, string Method, long Sequences, ulong Seed, double Loss, double LossStandardError)
{
    /// <summary>The score in words.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Quantity.Replace('-', ' ')} {Value:0.000000} ({Certainty})");

    private string Certainty => StandardError == 0 ? "exact" : string.Create(CultureInfo.InvariantCulture, $"standard error {StandardError:0.0e0}");
}
