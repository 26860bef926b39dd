using AlgZoo.Exact;
using AlgZoo.Numerics;

namespace AlgZoo.Evaluation;

/// <summary>How models like one are scored, many times over: in closed form, on all inputs, or on the same random sequences.</summary>
internal sealed class InitialLossSource
{
    // Beyond, a sampled score is found sooner than the exact one, which is asked for millions of times.
    private const int MostNeuronsOfThreeInputs = 8;
    private const double MostInputs = 1 << 16;

    private readonly Model _shape;
    private readonly SequenceTask _task;
    private readonly Quantity _quantity;
    private readonly FixedSequences? _sequences;

    private InitialLossSource(Model shape, SequenceTask task, Quantity quantity, bool isExact, FixedSequences? sequences)
    {
        _shape = shape;
        _task = task;
        _quantity = quantity;
        IsExact = isExact;
        _sequences = sequences;
    }

    /// <summary>Whether the losses are exact.</summary>
    public bool IsExact { get; }

    /// <summary>Sequences of a score; 0 for an integral in closed form.</summary>
    public int Samples => _sequences?.Count ?? 0;

    /// <summary>The best way for models like one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="samples">Random sequences where there is no exact way.</param>
    /// <param name="address">Address of their random stream.</param>
    public static InitialLossSource Of(Model model, SequenceTask task, Quantity quantity, int samples, RandomAddress address)
    {
        int n = model.SequenceLength;
        bool hasCones = ExactCones.Covers(model, task, quantity) && (n == 2 || model.HiddenSize <= MostNeuronsOfThreeInputs);
        return hasCones ? new(model, task, quantity, isExact: true, sequences: null)
            : IsEnumerable(task, n) ? new(model, task, quantity, isExact: true, FixedSequences.All(task, n))
            : Sampled(model, task, quantity, samples, address);
    }

    /// <summary>Whether all inputs are few enough to be scored each time.</summary>
    public static bool IsEnumerable(SequenceTask task, int sequenceLength) => task.Inputs == InputLaw.UniformTokens && Math.Pow(sequenceLength, sequenceLength) <= MostInputs;

    /// <summary>Random sequences for models like one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">The task.</param>
    /// <param name="quantity">The quantity.</param>
    /// <param name="samples">How many; rounded up to a multiple of 32.</param>
    /// <param name="address">Address of their random stream.</param>
    public static InitialLossSource Sampled(Model model, SequenceTask task, Quantity quantity, int samples, RandomAddress address) =>
        new(model, task, quantity, isExact: false, FixedSequences.Draw(task, model.SequenceLength, Tile.Count(samples) * Tile.Lanes, address));

    /// <summary>Makes a loss for one thread.</summary>
    public IInitialLoss Create() => _sequences is null
        ? new ConeInitialLoss(_shape.HiddenSize, _shape.SequenceLength, _task)
        : new SequenceInitialLoss(_sequences, _quantity, _shape);
}
