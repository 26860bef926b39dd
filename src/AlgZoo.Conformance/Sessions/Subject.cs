using AlgZoo.Evaluation;
using AlgZoo.Hosting;

namespace AlgZoo.Conformance;

/// <summary>The estimator under examination: asks it, and remembers what it answered.</summary>
internal sealed class Subject(EstimatorInfo info, SessionExecutors executors, ConformanceOptions options)
{
    private readonly Dictionary<(Cell Cell, int Repetition), CellResult> _answers = [];
    private OrdinaryCells? _ordinary;

    public EstimatorInfo Info { get; } = info;

    public PreparedAdvice Advice { get; } = new(info, executors.Usual, options);

    /// <summary>A folder in which nothing is.</summary>
    public string EmptyFolder => executors.EmptyFolder;

    /// <summary>Where <see cref="AskElsewhere"/> asks, as findings put it.</summary>
    public string Elsewhere => options.Isolation == PluginIsolation.Process ? "in another process" : "with the plugin loaded once more";

    /// <summary>What came of the ordinary models.</summary>
    public OrdinaryCells Ordinary(CancellationToken cancellationToken) => _ordinary ??= OrdinaryCells.Ask(this, cancellationToken);

    /// <summary>Asks a question, once.</summary>
    /// <param name="cell">The question.</param>
    /// <param name="repetition">Above 0 to ask the same question again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public CellResult Ask(Cell cell, CancellationToken cancellationToken, int repetition = 0)
    {
        if (!_answers.TryGetValue((cell, repetition), out var result))
        {
            result = executors.Usual.Execute(Request(cell, options.TimeLimit, cancellationToken), cancellationToken);
            _answers.Add((cell, repetition), result);
        }

        return result;
    }

    /// <summary>Asks a question of the estimator in another process; without workers in this one, with the plugin loaded once more.</summary>
    public CellResult AskElsewhere(Cell cell, CancellationToken cancellationToken) => executors.Other.Execute(Request(cell, options.TimeLimit, cancellationToken), cancellationToken);

    /// <summary>Asks a question of two instances at the same time: in two processes, as a run would, or in this one.</summary>
    public CellResult[] AskTwoAtOnce(Cell cell, CancellationToken cancellationToken)
    {
        var request = Request(cell, options.TimeLimit, cancellationToken);
        // A worker serves one at a time; the other executor has a second one already.
        var beside = options.Isolation == PluginIsolation.None ? executors.Usual : executors.Other;
        var second = Task.Run(() => beside.Execute(request, cancellationToken), cancellationToken);
        var first = executors.Usual.Execute(request, cancellationToken);
        return [first, second.GetAwaiter().GetResult()];
    }

    /// <summary>Asks a question with a time limit of its own.</summary>
    public CellResult AskWithin(TimeSpan timeLimit, Cell cell, CancellationToken cancellationToken) => executors.Usual.Execute(Request(cell, timeLimit, cancellationToken), cancellationToken);

    /// <summary>How many call sites of the plugin the meter could not see.</summary>
    public int UnmeteredSites() => MeteringPreview.Of(Info.Path, options.CacheFolder, TimeProvider.System).UnmeteredCallees.Sum(callee => callee.Sites);

    /// <summary>Constructs the estimator and disposes it, without asking it anything.</summary>
    /// <returns>Why that failed; null if it did not.</returns>
    public string? ConstructionFailure(CancellationToken cancellationToken)
    {
        // The host makes an instance, finds that it never asked for this option, disposes it and says so.
        const string Option = "conformance";
        var estimator = Info.With(new EstimatorOptions(Info.Options.Length == 0 ? Option + "=1" : $"{Info.Options},{Option}=1"));
        var result = executors.Usual.Execute(Request(estimator, new Cell(OrdinaryProbes.Smallest, Budget: 1), advice: null, options.TimeLimit), cancellationToken);
        return result.Message?.Contains($"'{Option}'", StringComparison.Ordinal) == true ? null : result.Failure();
    }

    private CellRequest Request(Cell cell, TimeSpan timeLimit, CancellationToken cancellationToken) =>
        Request(Info, cell, Info.UsesAdvice ? Advice.Of(cell.Probe, cancellationToken).Advice : null, timeLimit);

    private CellRequest Request(EstimatorInfo estimator, Cell cell, byte[]? advice, TimeSpan timeLimit) => new(
        estimator, cell.Model, cell.Probe.Task, cell.Probe.Quantity, cell.Budget, RandomAddress.Root(cell.Seed).Child("conformance"), advice is null ? null : new ReadOnlyMemory<byte>(advice), timeLimit)
    {
        MemoryLimit = options.MemoryLimit,
        Surroundings = cell.Surroundings,
    };
}
