using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AlgZoo.Advice;
using MathNet.Numerics.LinearAlgebra;

namespace AlgZoo.Plugins;

/// <summary>
/// The directions of noise along which the score bends most: eigenvectors of largest magnitude of H = E[(A - E A)(e e^T - I)], which by Stein's lemma is the mean second derivative of the score over the noise. Found by
/// subspace iteration on the noisy copies, without forming H.
/// </summary>
internal static class CurvatureDirections
{
    private const int Iterations = 12;

    /// <summary>Finds the directions.</summary>
    /// <param name="copies">Labelled noisy copies.</param>
    /// <param name="coordinates">Their noise coordinates.</param>
    /// <param name="count">How many directions, at most 8.</param>
    /// <param name="random">Draws the start of the iteration.</param>
    /// <param name="cancellationToken">Stops the iteration.</param>
    /// <returns>Orthonormal directions, shape [count, weights], by falling curvature.</returns>
    public static float[] Find(NoisyCopies copies, NoiseCoordinates coordinates, int count, RandomStream random, CancellationToken cancellationToken)
    {
        double[] deviations = DeviationsFromScale(copies);
        var basis = Matrix<double>.Build.Dense(coordinates.Count, EightProjections.Count, (_, _) => random.NextGaussian()).GramSchmidt().Q;
        var image = basis;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            basis = image.GramSchmidt().Q;
            image = Curvature(basis, copies, coordinates, deviations, cancellationToken);
        }

        // Rayleigh and Ritz: the eigenvectors within the subspace.
        var restricted = basis.TransposeThisAndMultiply(image);
        var eigen = ((restricted + restricted.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        double[] keys = [.. Enumerable.Range(0, EightProjections.Count).Select(k => -Math.Abs(eigen.EigenValues[k].Real))];
        int[] order = [.. Enumerable.Range(0, EightProjections.Count)];
        Array.Sort(keys, order);
        var directions = basis * eigen.EigenVectors;
        return [.. order.Take(count).SelectMany(k => directions.Column(k)).Select(value => (float)value)];
    }

    // H times the basis.
    private static Matrix<double> Curvature(Matrix<double> basis, NoisyCopies copies, NoiseCoordinates coordinates, double[] deviations, CancellationToken cancellationToken)
    {
        var map = MemoryMarshal.Cast<float, Vector256<float>>([.. basis.ToRowMajorArray().Select(value => (float)value)]);
        var products = new Vector256<float>[coordinates.Count];
        float[] noise = new float[coordinates.Count];
        float trace = 0;
        for (int copy = 0; copy < copies.Count; copy++)
        {
            if (copies.Scale(copy) == 0)
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            coordinates.Fill(copies.Weights(copy), noise);
            float factor = (float)(deviations[copy] / (copies.Scale(copy) * copies.Scale(copy)));
            trace += (float)deviations[copy];
            EightProjections.AddOuterProduct(noise, factor * EightProjections.Project(noise, map), products);
        }

        var flat = MemoryMarshal.Cast<Vector256<float>, float>(products);
        var image = Matrix<double>.Build.Dense(coordinates.Count, EightProjections.Count);
        for (int i = 0; i < image.RowCount; i++)
        {
            for (int k = 0; k < image.ColumnCount; k++)
            {
                image[i, k] = (flat[(i * EightProjections.Count) + k] - (trace * basis[i, k])) / copies.Count;
            }
        }

        return image;
    }

    // Scores less what the scale of the noise alone explains: the expectation of H does not depend on it, but its variance does.
    private static double[] DeviationsFromScale(NoisyCopies copies)
    {
        var regression = new RidgeRegression(2);
        for (int copy = 0; copy < copies.Count; copy++)
        {
            double scale = copies.Scale(copy);
            regression.Add([scale, scale * scale], copies.Score(copy), 1);
        }

        var (coefficients, constant) = regression.Solve(1e-9);
        double Expected(double scale) => constant + (scale * (coefficients[0] + (scale * coefficients[1])));
        return [.. Enumerable.Range(0, copies.Count).Select(copy => copies.Score(copy) - Expected(copies.Scale(copy)))];
    }
}
