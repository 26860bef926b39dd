using System.Globalization;
using FsCheck.Fluent;

namespace AlgZoo.Reporting.Tests;

public sealed class FlopFormatTests
{
    [TestCase(0, "0")]
    [TestCase(0.9, "0")]
    [TestCase(1, "1e0")]
    [TestCase(37, "3.7e1")]
    [TestCase(999.9, "1e3")]
    [TestCase(1000, "1e3")]
    [TestCase(5247, "5.2e3")]
    [TestCase(9949, "9.9e3")]
    [TestCase(9951, "1e4")]
    [TestCase(37_400, "3.7e4")]
    [TestCase(1e8, "1e8")]
    [TestCase(9.2e18, "9.2e18")]
    public void A_compute_is_a_power_of_ten_with_one_decimal(double flops, string expected) => Assert.That(FlopFormat.Compute(flops), Is.EqualTo(expected));

    [TestCase(0, "0")]
    [TestCase(0.000_31, "3.1e-4")]
    [TestCase(0.001, "0.001")]
    [TestCase(0.0134, "0.013")]
    [TestCase(0.0999, "0.10")]
    [TestCase(0.1, "0.10")]
    [TestCase(0.999, "1.00")]
    [TestCase(1.524, "1.52")]
    [TestCase(9.999, "10.0")]
    [TestCase(86.14, "86.1")]
    [TestCase(99.99, "100")]
    [TestCase(1998.4, "1998")]
    [TestCase(99_999, "99999")]
    [TestCase(99_999.7, "1e5")]
    [TestCase(2.34e9, "2.3e9")]
    public void A_ratio_has_about_three_digits(double ratio, string expected) => Assert.That(FlopFormat.Ratio(ratio), Is.EqualTo(expected));

    [TestCase(0, "0 B")]
    [TestCase(999, "999 B")]
    [TestCase(1728, "1.7 kB")]
    [TestCase(999_949, "999.9 kB")]
    [TestCase(999_950, "1 MB")]
    [TestCase(82_079_744, "82.1 MB")]
    [TestCase(2_500_000_000, "2.5 GB")]
    public void A_size_is_in_powers_of_1000(long bytes, string expected) => Assert.That(FlopFormat.Bytes(bytes), Is.EqualTo(expected));

    [Test]
    public void Every_power_of_ten_is_written_as_itself() =>
        Assert.That(Enumerable.Range(0, 19).Select(exponent => FlopFormat.Compute(Math.Pow(10, exponent))), Is.EqualTo(Enumerable.Range(0, 19).Select(exponent => FormattableString.Invariant($"1e{exponent}"))));

    [Test]
    public void A_compute_reads_back_within_its_rounding() =>
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, int.MaxValue).ToArbitrary(),
            flops => Math.Abs(double.Parse(FlopFormat.Compute(flops), CultureInfo.InvariantCulture) - flops) <= 0.0501 * Math.Pow(10, Math.Floor(Math.Log10(flops)))));

    [Test]
    [SetCulture("fr-FR")]
    public void The_culture_does_not_matter()
    {
        Assert.That(FlopFormat.Compute(5247), Is.EqualTo("5.2e3"));
        Assert.That(FlopFormat.Ratio(1.524), Is.EqualTo("1.52"));
        Assert.That(FlopFormat.Ratio(0.000_31), Is.EqualTo("3.1e-4"));
    }
}
