using System.Globalization;

namespace AlgZoo.Zoo;

/// <summary>A file of the original AlgZoo: one training run at one checkpoint, or the M16,10 of the article. <see cref="ZooCatalogue"/> has all of them.</summary>
public sealed record OriginalFile
{
    private const string Extension = ".pth";

    private OriginalFile(string name, string fileName, string address, SequenceTask task, int hiddenSize, int sequenceLength)
    {
        Name = name;
        FileName = fileName;
        Address = address;
        Task = task;
        HiddenSize = hiddenSize;
        SequenceLength = sequenceLength;
    }

    /// <summary>What follows <c>zoo:</c> in a reference to this very file, for example <c>2nd_argmax_16_10_1073741824_2</c>.</summary>
    public string Name { get; }

    /// <summary>AlgZoo's name of the file.</summary>
    public string FileName { get; }

    /// <summary>Where it is below the base address of the zoo.</summary>
    public string Address { get; }

    /// <summary>The task.</summary>
    public SequenceTask Task { get; }

    /// <summary>Hidden size d.</summary>
    public int HiddenSize { get; }

    /// <summary>Sequence length n.</summary>
    public int SequenceLength { get; }

    /// <summary>Training sequences so far; null for the article's M16,10, which is no part of the zoo's training.</summary>
    public long? Sequences { get; private init; }

    /// <summary>Training seed, 0 to 4; null for the article's M16,10.</summary>
    public int? Seed { get; private init; }

    /// <summary>Whether the model is the one that a size stands for: fully trained, from the best of the five seeds; true for the article's M16,10 too.</summary>
    public bool IsBest { get; private init; }

    /// <summary>What AlgZoo publishes of the model: the accuracy to three decimals, for the median the root mean squared error; null unless <see cref="IsBest"/>.</summary>
    public double? PublishedFigure => !IsBest ? null : Seed is null ? ZooCatalogue.ExampleScore : ZooCatalogue.PublishedFigure(Task, HiddenSize, SequenceLength);

    /// <summary>The reference of this very file.</summary>
    public string Reference => ModelLibrary.ZooScheme + Name;

    internal static OriginalFile Example { get; } = new(
        ZooCatalogue.ExampleName, ZooCatalogue.ExampleFile, ZooCatalogue.ExampleFile, SequenceTask.SecondArgmax, hiddenSize: 16, sequenceLength: 10) { IsBest = true };

    internal static OriginalFile Of(SequenceTask task, int hiddenSize, int sequenceLength, long sequences, int seed, bool isBest)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{task.Name}_{hiddenSize}_{sequenceLength}_{sequences}_{seed}");
        return new(name, name + Extension, $"zoo/{name}{Extension}", task, hiddenSize, sequenceLength) { Sequences = sequences, Seed = seed, IsBest = isBest };
    }

    /// <summary>Makes sure that a content is the model that the file's name says.</summary>
    /// <param name="content">The bytes.</param>
    /// <exception cref="InvalidDataException">The content is no model, or another one.</exception>
    internal void EnsureIsContent(ReadOnlyMemory<byte> content)
    {
        var (model, task, _, _, _) = ModelFile.Identify(FileName, content, given: null);
        if (task != Task || model.HiddenSize != HiddenSize || model.SequenceLength != SequenceLength)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"It is a model for {task.Name} of hidden size {model.HiddenSize} and length {model.SequenceLength} instead of {Task.Name}, {HiddenSize} and {SequenceLength}: get the file of that name."));
        }
    }
}
