using System.Globalization;

namespace AlgZoo.Hosting.Tests;

public sealed class EstimateCheckTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(0.25)]
    public void Probabilities_are_valid_accuracies(double value) => Assert.That(EstimateCheck.Defect(new Estimate(value), Quantity.Accuracy), Is.Null);

    [TestCase(double.NaN, "The value NaN is not finite.")]
    [TestCase(double.PositiveInfinity, "The value Infinity is not finite.")]
    [TestCase(double.NegativeInfinity, "The value -Infinity is not finite.")]
    [TestCase(-0.125, "The value -0.125 is outside [0, 1], the range of Accuracy.")]
    [TestCase(1.5, "The value 1.5 is outside [0, 1], the range of Accuracy.")]
    public void Other_accuracies_are_named(double value, string message) => Assert.That(EstimateCheck.Defect(new Estimate(value), Quantity.Accuracy), Is.EqualTo(message));

    [TestCase(Quantity.MeanSquaredError)]
    [TestCase(Quantity.CrossEntropy)]
    public void The_other_quantities_end_where_their_fourth_powers_leave_the_range_of_a_double(Quantity quantity)
    {
        Assert.That(EstimateCheck.Defect(new Estimate(1e50), quantity), Is.Null);
        Assert.That(EstimateCheck.Defect(new Estimate(2e50), quantity), Is.EqualTo($"The value 2E+50 is outside [0, 1e50], the range of {quantity}."));
        Assert.That(EstimateCheck.Defect(new Estimate(-1), quantity), Is.EqualTo($"The value -1 is outside [0, 1e50], the range of {quantity}."));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-0.5)]
    public void A_bad_standard_error_is_named(double standardError) =>
        Assert.That(
            EstimateCheck.Defect(new Estimate(0.5) { StandardError = standardError }, Quantity.Accuracy),
            Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"The standard error {standardError} is not a finite number of 0 or more.")));

    [TestCase(0.75, 0.25, "The bounds [0.75, 0.25] are inverted.")]
    [TestCase(double.NaN, 1, "The bounds [NaN, 1] are not finite.")]
    [TestCase(0, double.PositiveInfinity, "The bounds [0, Infinity] are not finite.")]
    public void Bad_bounds_are_named(double lower, double upper, string message) =>
        Assert.That(EstimateCheck.Defect(new Estimate(0.5) { Bounds = new CertifiedBounds(lower, upper) }, Quantity.Accuracy), Is.EqualTo(message));

    [Test]
    public void Good_extras_are_accepted() =>
        Assert.That(EstimateCheck.Defect(new Estimate(0.5) { StandardError = 0, Bounds = new CertifiedBounds(0.5, 0.5) }, Quantity.Accuracy), Is.Null);

    [Test]
    [SetCulture("fr-FR")]
    public void Messages_do_not_depend_on_the_culture() =>
        Assert.That(EstimateCheck.Defect(new Estimate(1.5), Quantity.Accuracy), Does.StartWith("The value 1.5 "));
}
