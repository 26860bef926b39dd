using FsCheck;
using FsCheck.Fluent;

namespace AlgZoo.Evaluation.Tests.Inspection;

internal sealed class RecurrentSpectrumTests
{
    [TestCase(new double[] { -3 }, 3, Math.PI)]
    [TestCase(new double[] { 0, -2, 2, 0 }, 2, Math.PI / 2)]
    [TestCase(new double[] { 1, 5, 0, -4 }, 4, Math.PI)]
    [TestCase(new double[] { 0, 0, 0, 0 }, 0, 0)]
    [TestCase(new double[] { 0, 1, 0, 0, 0, 1, 8, 0, 0 }, 2, 0)]
    [TestCase(new double[] { 0.5, 0, 0, 0, 1, -1, 0, 1, 1 }, 1.4142135623730951, Math.PI / 4)]
    public void Known_matrices_have_their_leading_eigenvalue(double[] matrix, double radius, double argument)
    {
        var spectrum = RecurrentSpectrum.Of(matrix);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(spectrum.SpectralRadius, Is.EqualTo(radius).Within(1e-12));
            Assert.That(spectrum.Eigenvalues.Select(value => value.Magnitude), Is.Ordered.Descending);
            Assert.That(spectrum.Eigenvalues.Where(value => Math.Abs(value.Magnitude - radius) < 1e-12).Select(value => value.Phase), Has.Some.EqualTo(argument).Within(1e-12));
            Assert.That(spectrum.Eigenvalues.Aggregate((left, right) => left + right).Real, Is.EqualTo(Trace(matrix)).Within(1e-12));
        }
    }

    [Test]
    public void Rescaling_neurons_changes_no_eigenvalue()
    {
        var models = from d in Gen.Choose(1, 8)
                     from seed in Gen.Choose(0, int.MaxValue)
                     select InspectionModels.Random(d, 2, 2, (ulong)seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(20261121, 7), Prop.ForAll(models.ToArbitrary(), model =>
        {
            double radius = RecurrentSpectrum.Of(model).SpectralRadius;
            double standardised = RecurrentSpectrum.Of([.. StandardisedWeights.Of(model).RecurrentWeights]).SpectralRadius;
            return Math.Abs(radius - standardised) <= 1e-6 * (1 + radius);
        }));
    }

    private static double Trace(double[] matrix)
    {
        int d = (int)Math.Sqrt(matrix.Length);
        return Enumerable.Range(0, d).Sum(i => matrix[(i * d) + i]);
    }
}
