using System.Globalization;

namespace AlgZoo.Abstractions.Tests;

public sealed class EstimatorOptionsTests
{
    [Test]
    public void What_is_not_given_has_its_default()
    {
        var options = new EstimatorOptions();
        Assert.That((options.WholeNumber("l", 4, 2, 64), options.Number("width", 0.5, 0, 1), options.ToString(), options.Defect), Is.EqualTo((4, 0.5, "", (string?)null)));
    }

    [Test]
    [SetCulture("de-DE")]
    public void What_is_given_is_read_in_the_invariant_culture()
    {
        var options = new EstimatorOptions("width=2.5e-1, l = 3");
        Assert.That((options.Number("width", 0.5, 0, 1), options.WholeNumber("l", 4, 2, 64), options.ToString()), Is.EqualTo((0.25, 3, "l=3,width=2.5e-1")));
        Assert.That(CultureInfo.CurrentCulture.Name, Is.EqualTo("de-DE"));
    }

    [TestCase("1")]
    [TestCase("65")]
    [TestCase("3.5")]
    [TestCase("three")]
    [TestCase("99999999999")]
    public void A_number_out_of_range_is_refused_with_the_range(string value) =>
        Assert.That(() => new EstimatorOptions("l=" + value).WholeNumber("l", 4, 2, 64), Throws.ArgumentException.With.Message.Contains($"l={value} must be a whole number from 2 to 64"));

    [Test]
    public void What_nobody_asked_for_is_a_defect()
    {
        var options = new EstimatorOptions("l=3,m=4");
        Assert.That(options.Defect, Is.EqualTo("it has no options, and 'l' was given"));
        options.WholeNumber("l", 4, 2, 64);
        Assert.That(options.Defect, Is.EqualTo("it has no option 'm'; it has l"));
    }

    [TestCase("l")]
    [TestCase("l=")]
    [TestCase("=3")]
    [TestCase("l=3=4")]
    [TestCase("l=3,")]
    [TestCase("l=3,l=3")]
    public void Text_that_is_no_list_of_options_is_refused(string text) => Assert.That(() => new EstimatorOptions(text), Throws.InstanceOf<FormatException>());
}
