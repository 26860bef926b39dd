namespace AlgZoo.Reporting;

/// <summary>Every term with its formula.</summary>
internal static class DefinitionsSection
{
    private static readonly (string Term, Html Meaning)[] Definitions =
    [
        ("Cell", $"One estimator on one noisy copy of a model at one budget. It gives an estimate <var>E</var> and spends <var>C</var> FLOPs."),
        ("Mean squared error (MSE)", $"The mean over noisy copies <var>j</var> of (<var>E<sub>j</sub></var> − <var>T<sub>j</sub></var>)² − <var>s<sub>j</sub></var>². <var>T<sub>j</sub></var> is the true value and <var>s<sub>j</sub></var> its standard error, which would otherwise be counted as the estimator's."),
        ("Bias", $"The mean of <var>E<sub>j</sub></var> − <var>T<sub>j</sub></var>."),
        ("MSE of sampling", $"The mean of Var<sub><var>j</var></sub> · <var>c</var> / max(<var>C<sub>j</sub></var>, <var>c</var>): what random sampling would have with the same FLOPs on each copy. Var<sub><var>j</var></sub> is the variance of one random input's value and <var>c</var> the price of one sample."),
        ("Efficiency", $"The MSE of sampling over the MSE. 1 matches sampling; 10 means that sampling needs ten times the compute for the same error."),
        ("Interval", $"95%, by a studentized bootstrap over noisy copies; with five models or more over whole models."),
        ("Verdict", $"<b>beats</b> if the interval of the efficiency lies above 1, <b>loses</b> if it lies below, else <b>undecided</b>."),
        ("At least (>)", $"The MSE cannot be told from what the truth's own error would give a perfect estimator (<b>resolved MSE</b>, its 97.5% quantile). The efficiency shown is the lower end of its interval."),
        ("Overall", $"The geometric mean of the efficiency over the budgets at which the estimator works."),
        ("Matches to", $"The largest compute up to which the verdict is never <b>loses</b>."),
        ("Rank", $"By metering grade, then number of models; then those that never lose, by <b>matches to</b>, number of budgets and efficiency. Estimators whose paired difference has an interval that holds 0 share a rank."),
        ("Failed cell", $"Counts as the trivial estimate at full budget, so that failing is never better than knowing nothing."),
        ("Kinds", $"<b>sampling</b>: pseudo-random inputs. <b>QMC</b>: a low-discrepancy point set. <b>hybrid</b>: samples in some directions, exact integration in others. <b>deductive</b>: from the weights, no sampled input. <b>trivial</b>: does not look at the weights it is asked about."),
        ("Advice", $"Facts about the base model, prepared once, without the noisy copies that are scored. Its size and cost are shown, not scored."),
        ("FLOPs", $"Operations counted by class as the estimator executes them and priced by a table; random draws are free under {PriceTable.Default.Name}. <b>full</b>: the meter saw everything that was executed; <b>partial</b>: all but some calls, which are listed; <b>none</b>: only the host's own kernels and what the estimator declares."),
        ("Noise", $"<b>relative</b> σ: each weight <var>w</var> becomes <var>w</var>(1 + σ<var>e</var>); <b>additive</b> σ: <var>w</var> + σ<var>e</var> · rms of its matrix; <var>e</var> standard Gaussian. <b>auto:D</b> chooses the relative σ that lowers the mean accuracy by D."),
    ];

    public static PageSection Of() => new("definitions", "Definitions", $"""
        <dl class="definitions">
        {Definitions.Select(definition => (Html)$"<div><dt>{definition.Term}</dt><dd>{definition.Meaning}</dd></div>\n")}</dl>

        """);
}
