namespace AlgZoo.Reporting;

/// <summary>What readers call the models that there are scores for.</summary>
internal static class ModelNames
{
    public static string Of(string model) => RunReport.IsAllModels(model) ? "all models" : model;
}
