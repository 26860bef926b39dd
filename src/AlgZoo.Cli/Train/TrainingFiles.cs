using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Training;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>The files of one training run, under AlgZoo's names: <c>{task}_{d}_{n}_{sequences}_{seed}</c>.</summary>
internal sealed class TrainingFiles(string folder, TrainingRecipe recipe)
{
    private const string PthExtension = ".pth";
    private const string SafetensorsExtension = ".safetensors";
    private const string RecordExtension = ".json";

    /// <summary>Name of the finished model.</summary>
    public string Name => NameAfter(recipe.Steps);

    /// <summary>Name of the model after a number of steps.</summary>
    public string NameAfter(long step) =>
        string.Create(CultureInfo.InvariantCulture, $"{recipe.Task.Name}_{recipe.HiddenSize}_{recipe.SequenceLength}_{step * recipe.BatchSize}_{recipe.Seed}");

    /// <summary>What an unfinished run goes on from.</summary>
    public string State => InFolder(Name + ".state");

    /// <summary>Open exclusively for as long as a process trains.</summary>
    public string Lock => InFolder(Name + ".lock");

    /// <summary>A line for every <see cref="StepWindow.Length"/> steps.</summary>
    public string TrainingLog => InFolder($"train_{Name}.jsonl");

    /// <summary>A line for every validation.</summary>
    public string ValidationLog => InFolder($"val_{Name}.jsonl");

    public string Pth(long step) => InFolder(NameAfter(step) + PthExtension);

    public string Safetensors(long step) => InFolder(NameAfter(step) + SafetensorsExtension);

    public string Record(long step) => InFolder(NameAfter(step) + RecordExtension);

    /// <summary>Whether the weights and the record after a step are there.</summary>
    public bool HasCheckpoint(long step) => File.Exists(Pth(step)) && File.Exists(Safetensors(step)) && File.Exists(Record(step));

    /// <summary>Writes the weights in both formats, and then the record that vouches for them.</summary>
    public void WriteCheckpoint(long step, Model model, TrainedModelRecord record)
    {
        using var pth = new MemoryStream();
        PthFile.Write(pth, model);
        AtomicFile.Write(Pth(step), pth.ToArray());

        using var safetensors = new MemoryStream();
        string score = record.Validation.Value.ToString("R", CultureInfo.InvariantCulture);
        SafetensorsFile.Write(safetensors, model, recipe.Task, new Dictionary<string, string>(StringComparer.Ordinal) { [SafetensorsFile.ScoreKey] = score });
        AtomicFile.Write(Safetensors(step), safetensors.ToArray());

        record.Write(Record(step));
    }

    /// <summary>Deletes the weights of all checkpoints and the logs; the record of the finished model stays.</summary>
    public void DeleteAllButRecord(IEnumerable<long> checkpointSteps)
    {
        foreach (long step in checkpointSteps)
        {
            File.Delete(Pth(step));
            File.Delete(Safetensors(step));
            if (step != recipe.Steps)
            {
                File.Delete(Record(step));
            }
        }

        File.Delete(TrainingLog);
        File.Delete(ValidationLog);
    }

    /// <summary>Deletes all that a run has written.</summary>
    public void DeleteAll(IEnumerable<long> checkpointSteps)
    {
        File.Delete(Record(recipe.Steps));
        DeleteAllButRecord(checkpointSteps);
        File.Delete(State);
    }

    private string InFolder(string name) => Path.Combine(folder, name);
}
