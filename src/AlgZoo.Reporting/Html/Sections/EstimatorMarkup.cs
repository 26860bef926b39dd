namespace AlgZoo.Reporting;

/// <summary>How elements say which estimator they are about.</summary>
internal static class EstimatorMarkup
{
    /// <summary>Attributes of an element that filters by kind and by advice show or hide.</summary>
    public static Html Attributes(EstimatorReport estimator) =>
        Html.Attributes(("data-estimator", estimator.Id), ("data-kind", estimator.Info.Kind.ToString()), ("data-advice", estimator.Info.UsesAdvice ? "true" : "false"));

    /// <summary>Its id with its kind and whether it uses advice.</summary>
    public static Html Name(EstimatorReport estimator) =>
        $"""{estimator.Id}<small>{KindNames.Of(estimator.Info.Kind)}{(estimator.Info.UsesAdvice ? Html.Raw(" <span class=\"badge\">advice</span>") : Html.None)}</small>""";
}
