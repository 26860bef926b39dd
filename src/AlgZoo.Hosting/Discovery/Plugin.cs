using AlgZoo.Evaluation;

namespace AlgZoo.Hosting;

/// <summary>What the metadata of a plugin says; none of its code has run.</summary>
/// <param name="Path">Absolute path of the DLL.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the DLL.</param>
/// <param name="Estimators">The estimators that can be run.</param>
/// <param name="SetUpType">Name of the class that implements <see cref="IEstimatorPlugin"/>, or null.</param>
internal sealed record Plugin(string Path, string Sha256, IReadOnlyList<PluginEstimator> Estimators, string? SetUpType)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}

/// <summary>An estimator and the class behind it.</summary>
/// <param name="Info">What the bench knows of it.</param>
/// <param name="TypeName">The class, as <see cref="System.Reflection.Assembly.GetType(string)"/> takes it.</param>
internal sealed record PluginEstimator(EstimatorInfo Info, string TypeName);
