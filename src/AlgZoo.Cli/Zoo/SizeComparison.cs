using System.Globalization;
using AlgZoo.Evaluation;
using AlgZoo.Zoo;

namespace AlgZoo.Cli;

/// <summary>A shipped model beside the published figure of the original of its size.</summary>
/// <param name="Model">Reference of the shipped model of the size.</param>
/// <param name="Task">The task.</param>
/// <param name="HiddenSize">Hidden size d.</param>
/// <param name="SequenceLength">Sequence length n.</param>
/// <param name="Figure">Measured accuracy, or root mean squared error.</param>
/// <param name="StandardError">Standard error of the figure; 0 where it is exact.</param>
/// <param name="Method">How it was measured.</param>
/// <param name="Published">Published accuracy, or root mean squared error, to three decimals.</param>
internal sealed record SizeComparison(string Model, SequenceTask Task, int HiddenSize, int SequenceLength, double Figure, double StandardError, TruthMethod Method, double Published)
{
    private const double AccuracyTolerance = 0.02;
    private const double RootMeanSquaredErrorTolerance = 0.01;

    // The best seed of a size was chosen on the sequences of seed 1.
    private const ulong Seed = 2;

    public bool IsError => Task is RegressionTask;

    /// <summary>How much worse the shipped model is than the original; negative where it is better.</summary>
    public double Shortfall => IsError ? Figure - Published : Published - Figure;

    /// <summary>Whether the shipped model is at most 2 points of accuracy, or 0.01 of root mean squared error, worse than the original.</summary>
    public bool IsComparable => Shortfall <= (IsError ? RootMeanSquaredErrorTolerance : AccuracyTolerance);

    public string FigureText => Text(Figure);

    public string PublishedText => Text(Published);

    /// <summary>Measures the shipped model of a size of the original zoo.</summary>
    /// <param name="shipped">The shipped model of the size.</param>
    /// <param name="truths">Measures.</param>
    /// <param name="samples">Sequences to sample where there is no exact method.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static SizeComparison Of(LoadedModel shipped, GroundTruthSource truths, long samples, CancellationToken cancellationToken)
    {
        var truth = truths.Find(shipped.Model, shipped.Task, shipped.Task.DefaultQuantity, method: null, samples, Seed, cancellationToken: cancellationToken);
        bool isError = shipped.Task is RegressionTask;
        double figure = isError ? Math.Sqrt(truth.Value) : truth.Value;

        // The standard error of a root, to first order; below the resolution of the table where the error itself vanishes.
        double standardError = isError ? truth.StandardError / (2 * Math.Max(figure, 1e-3)) : truth.StandardError;
        var (d, n) = (shipped.Model.HiddenSize, shipped.Model.SequenceLength);
        return new SizeComparison(shipped.Reference, shipped.Task, d, n, figure, standardError, truth.Method, ZooCatalogue.PublishedFigure(shipped.Task, d, n)!.Value);
    }

    // Per cent as the original prints it, to a tenth; an error to three decimals.
    private string Text(double figure) => IsError
        ? figure.ToString("0.000", CultureInfo.InvariantCulture)
        : (100 * figure).ToString("0.0", CultureInfo.InvariantCulture);
}
