namespace AlgZoo.Hosting;

/// <summary>Why something that was found is not offered as a plugin or as an estimator.</summary>
/// <param name="Path">Absolute path of the DLL or folder.</param>
/// <param name="Reason">One line that names the thing at fault and the remedy.</param>
public sealed record PluginProblem(string Path, string Reason)
{
    /// <summary>Path and reason in one line.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => $"{Path}: {Reason}";
}
