namespace AlgZoo.Evaluation;

/// <summary>Decides whether a plan may continue what a run directory holds.</summary>
internal static class ResumeCheck
{
    /// <summary>The manifest of a run that is continued.</summary>
    /// <param name="before">What the directory holds.</param>
    /// <param name="now">The manifest of the plan.</param>
    /// <param name="folder">The directory, for messages.</param>
    /// <param name="acceptChanges">Whether differences that leave the measurements their meaning are accepted.</param>
    /// <returns>The manifest with this resumption; the old one where nothing is left to do.</returns>
    /// <exception cref="RunDirectoryException">The two differ, and that is not accepted.</exception>
    public static RunManifest Continue(RunRecord before, RunManifest now, string folder, bool acceptChanges)
    {
        var differences = ManifestDifference.Between(before.Manifest, now);
        var spoiling = differences.Where(difference => !difference.Keeps(before.Measurements)).ToList();
        if (spoiling.Count > 0)
        {
            throw new RunDirectoryException(
                $"'{folder}' cannot be continued, because what it holds would lose its meaning: {List(acceptChanges ? spoiling : differences)}. Use the suite and options of the run (`algzoo run --resume {folder}` alone does), or start a new one with --out.");
        }

        if (differences.Count > 0 && !acceptChanges)
        {
            throw new RunDirectoryException(
                $"'{folder}' was run otherwise: {List(differences)}. Restore what the run had, or continue with the changes: --accept-changes. What was measured is kept as it is.");
        }

        return differences.Count == 0 && before.Measurements.Count == now.Cells
            ? before.Manifest
            : now with
            {
                Started = before.Manifest.Started,
                Seconds = before.Manifest.Seconds,
                Resumes = [.. before.Manifest.Resumes, new ManifestResume(now.Started, now.Version, [.. differences.Select(difference => difference.Description)])],
            };
    }

    private static string List(IEnumerable<ManifestDifference> differences) => string.Join("; ", differences.Select(difference => difference.Description));
}
