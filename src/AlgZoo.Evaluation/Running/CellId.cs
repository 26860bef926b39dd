namespace AlgZoo.Evaluation;

/// <summary>Which cell of a run.</summary>
internal readonly record struct CellId(string Estimator, string Model, int Draw, long Budget)
{
    public static CellId Of(Measurement measurement) => new(measurement.Estimator, measurement.Model, measurement.Draw, measurement.Budget);
}
