using AlgZoo.Evaluation;

namespace AlgZoo.Reporting;

/// <summary>A picture of a run's scores together with the numbers in it.</summary>
internal sealed record Chart
{
    /// <summary>What the chart shows; charts of one kind, about different models or budgets, are alternatives of each other.</summary>
    public required ChartKind Kind { get; init; }

    /// <summary>The model whose scores are shown, one of <see cref="RunReport.Models"/>.</summary>
    public required string Model { get; init; }

    /// <summary>Budget of a chart about one of them; null for a chart about all.</summary>
    public long? Budget { get; init; }

    /// <summary>Heading, for example <c>Mean squared error versus compute</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Text alternative: what the axes are, and what can be seen, in two or three sentences.</summary>
    public required string Description { get; init; }

    /// <summary>The picture for a page: one svg element that takes its colours from the page. Elements carry the attributes that the page's script knows.</summary>
    public required Func<ChartSize, string> Svg { get; init; }

    /// <summary>The picture as a file of its own, with colours for light and dark surroundings, and a legend.</summary>
    public required Func<string> SvgFile { get; init; }

    /// <summary>The numbers in the picture, in full precision, as CSV (RFC 4180, header line first).</summary>
    public required Func<string> Csv { get; init; }

    /// <summary>The picture as a Vega-Lite specification, without the numbers: <c>data.values</c> takes the text of <see cref="Csv"/>.</summary>
    public required Func<string> VegaLite { get; init; }
}

/// <summary>The charts of a report, in the order in which it shows them.</summary>
internal enum ChartKind
{
    /// <summary>Mean squared error versus compute, with the sampling line and the truth's noise floor.</summary>
    Mse,

    /// <summary>Efficiency versus compute.</summary>
    Efficiency,

    /// <summary>Estimate against truth, a point for each noisy copy.</summary>
    EstimateVersusTruth,

    /// <summary>Squared bias against variance.</summary>
    BiasVersusVariance,

    /// <summary>Bits of surprise accounting against precision.</summary>
    Surprise,

    /// <summary>Compute by class of operation.</summary>
    Operations,
}

/// <summary>How much room a chart has.</summary>
internal enum ChartSize
{
    /// <summary>A desktop window, or paper.</summary>
    Wide,

    /// <summary>A phone held upright.</summary>
    Narrow,
}
