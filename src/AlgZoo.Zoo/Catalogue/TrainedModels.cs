namespace AlgZoo.Zoo;

/// <summary>The trained models that ship inside this assembly, as safetensors.</summary>
internal static class TrainedModels
{
    private const string Prefix = "AlgZoo.Zoo.Trained.";
    private const string Extension = ".safetensors";

    private static readonly Lazy<IReadOnlyList<TrainedModel>> Shipped = new(ReadAll);

    public static IReadOnlyList<TrainedModel> All => Shipped.Value;

    /// <summary>The model of a full name, or the best one of a size.</summary>
    /// <param name="name">What follows <c>trained:</c>.</param>
    /// <exception cref="ModelReferenceException">No such model ships.</exception>
    public static TrainedModel Get(string name) =>
        All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.Ordinal))
        ?? BestOf(All.Where(model => string.Equals(model.SizeName, name, StringComparison.Ordinal)))
        ?? throw new ModelReferenceException(
            $"No trained model '{name}' ships{NearestName.DidYouMean(name, All.SelectMany(model => new[] { model.SizeName, model.Name }))}; `algzoo list models` shows what does.");

    public static TrainedModel? BestOf(IEnumerable<TrainedModel> models) =>
        models.OrderBy(model => model.Task is RegressionTask ? model.Score : -model.Score).ThenBy(model => model.Name, StringComparer.Ordinal).FirstOrDefault();

    private static IReadOnlyList<TrainedModel> ReadAll()
    {
        var assembly = typeof(TrainedModels).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal) && resource.EndsWith(Extension, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(resource => Read(assembly.GetManifestResourceStream(resource)!, resource[Prefix.Length..^Extension.Length])),
        ];
    }

    private static TrainedModel Read(Stream resource, string name)
    {
        using (resource)
        {
            var content = new byte[resource.Length];
            resource.ReadExactly(content);
            var (model, task, _, _, metadata) = ModelFile.Read(name + Extension, content, given: null);
            double score = double.Parse(metadata[SafetensorsFile.ScoreKey], System.Globalization.CultureInfo.InvariantCulture);
            return new TrainedModel(name, model, task, score);
        }
    }
}

/// <summary>A trained model that ships.</summary>
/// <param name="Name">AlgZoo's form of name, with training sequences and seed.</param>
/// <param name="Model">The weights.</param>
/// <param name="Task">The task.</param>
/// <param name="Score">Accuracy or mean squared error on validation data.</param>
internal sealed record TrainedModel(string Name, Model Model, SequenceTask Task, double Score)
{
    public string SizeName { get; } = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Task.Name}_{Model.HiddenSize}_{Model.SequenceLength}");
}
