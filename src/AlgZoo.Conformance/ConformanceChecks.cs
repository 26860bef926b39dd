namespace AlgZoo.Conformance;

/// <summary>The checks there are.</summary>
public static class ConformanceChecks
{
    /// <summary>Every check, in the order in which they run.</summary>
    public static IReadOnlyList<ConformanceCheck> All { get; } = [LoadsCheck.Description, .. EstimatorCheck.All.Select(check => check.Description)];

    /// <summary>Whether a check is about the plugin as a whole, not about one of its estimators.</summary>
    /// <param name="check">The check.</param>
    /// <returns><see langword="true"/> for <c>loads</c>.</returns>
    public static bool IsOfPlugin(ConformanceCheck check) => check == LoadsCheck.Description;

    /// <summary>Finds a check by its id.</summary>
    /// <param name="id">The id; case matters.</param>
    /// <returns>The check.</returns>
    /// <exception cref="ArgumentException">There is no such check.</exception>
    public static ConformanceCheck Find(string id) =>
        All.FirstOrDefault(check => string.Equals(check.Id, id, StringComparison.Ordinal))
        ?? throw new ArgumentException($"'{id}' is no check; there are {string.Join(", ", All.Select(check => check.Id))}.", nameof(id));
}
