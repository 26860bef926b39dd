namespace AlgZoo.Conformance;

/// <summary>What a check has to say of an estimator.</summary>
/// <param name="Verdict">What came of it.</param>
/// <param name="Text">What was seen, in one line.</param>
internal sealed record Finding(ConformanceVerdict Verdict, string Text)
{
    public static Finding Passed(string text) => new(ConformanceVerdict.Passed, text);

    public static Finding Warning(string text) => new(ConformanceVerdict.Warning, text);

    public static Finding Failed(string text) => new(ConformanceVerdict.Failed, text);

    public static Finding Skipped(string text) => new(ConformanceVerdict.Skipped, text);
}
