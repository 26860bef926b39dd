using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace AlgZoo.Evaluation;

/// <summary>The eigenvalues of W_hh. Rescaling neurons, as <see cref="StandardisedWeights"/> does, is a similarity and leaves them as they are.</summary>
/// <param name="Eigenvalues">All d of them, by falling modulus; of a conjugate pair the one in the upper half plane comes first.</param>
public sealed record RecurrentSpectrum(IReadOnlyList<Complex> Eigenvalues)
{
    /// <summary>The largest modulus of an eigenvalue: how much the linear recurrence grows a step in the long run.</summary>
    public double SpectralRadius => Eigenvalues[0].Magnitude;

    /// <summary>Finds the eigenvalues of a model's W_hh.</summary>
    /// <param name="model">The model.</param>
    /// <returns>Its spectrum.</returns>
    public static RecurrentSpectrum Of(ReluRnn model)
    {
        ArgumentNullException.ThrowIfNull(model);
        double[] weights = [.. model.RecurrentWeights.ToArray().Select(weight => (double)weight)];
        return Of(weights);
    }

    /// <summary>Finds the eigenvalues of a matrix.</summary>
    /// <param name="matrix">Shape [d, d], row-major.</param>
    internal static RecurrentSpectrum Of(double[] matrix)
    {
        int d = (int)Math.Sqrt(matrix.Length);
        var eigenvalues = Matrix<double>.Build.DenseOfRowMajor(d, d, matrix).Evd(Symmetricity.Asymmetric).EigenValues;
        return new RecurrentSpectrum([.. eigenvalues.OrderByDescending(value => value.Magnitude).ThenByDescending(value => value.Imaginary)]);
    }
}
