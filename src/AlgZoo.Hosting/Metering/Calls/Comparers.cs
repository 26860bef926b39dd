namespace AlgZoo.Hosting;

/// <summary>Sorts and searches that are given a comparer do their comparisons in its code, which is metered on its own.</summary>
internal static class Comparers
{
    private static readonly NameSet Types = new("System.Comparison`1 System.Collections.Generic.IComparer`1 System.Collections.Generic.IEqualityComparer`1 System.Collections.IComparer");

    public static bool AmongParametersOf(Callee callee) =>
        Array.Exists(callee.Parameters, parameter => Types.Contains(parameter.GetElementType().FullName)) || callee.HasComparerArgument;
}
