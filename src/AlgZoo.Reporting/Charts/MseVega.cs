using System.Text.Json.Nodes;

namespace AlgZoo.Reporting;

internal static class MseVega
{
    public static JsonObject Of(ModelScores scores, CurveChart chart) => new();
}
