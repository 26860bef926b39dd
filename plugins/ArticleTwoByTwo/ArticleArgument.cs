using System.Globalization;

namespace AlgZoo.Plugins;

/// <summary>
/// The argument, in the ratio t = x1/|x0|. Once the neurons are rescaled so that |W_hi| = 1, the first switches on at t = a if x0 > 0 and at t = -b if x0 &lt; 0, the second off at t = c and t = -d. Where one
/// of them is active, its output weights decide; where both are, the decision falls at a mean of the two switches, t1 = (p a + q c)/(p + q) and t2 = -(p b + q d)/(p + q), with the output weights p, q for means.
/// The right answer changes at t = 1 and t = -1.
/// </summary>
internal sealed class ArticleArgument(TwoNeurons network, Explanation explanation)
{
    /// <summary>No network takes more FLOPs than this.</summary>
    public const long MostFlops = 200;

    // Single precision tells no two numbers apart that agree this far.
    private const double ClosestAgreement = 1.0 / (1 << 24);

    /// <summary>Makes the argument and writes it to the ledger.</summary>
    /// <returns>P(wrong), accurate relative to itself; null where a check came out otherwise than the argument needs.</returns>
    public double? ErrorRate()
    {
        explanation.BeginStep("standardisation");
        explanation.NoteFree("A neuron may be rescaled: take |W_hi| = 1, the others relative to it.");
        explanation.NoteFree("Only the difference of the two logits counts: take v = W_oh[0] - W_oh[1].");
        explanation.NoteFree("The network is positively homogeneous: what it answers depends on the sign of x0 and on t = x1/|x0|.");
        if (!SignsAreRight())
        {
            return null;
        }

        var (input, recurrent, output) = (network.Input, network.Recurrent, network.Output);
        double scale = input[0] / -input[1];
        double a = -recurrent[0, 0];
        double b = recurrent[0, 1] / scale;
        double c = recurrent[1, 0] * scale;
        double d = -recurrent[1, 1];
        CheckMagnitudes(a, b, c, d);
        return OrderingsAreRight(a, b, c, d) ? Errors(a, b, c, d, (output[0, 0] - output[1, 0]) * scale, output[1, 1] - output[0, 1]) : null;
    }

    private bool SignsAreRight()
    {
        explanation.BeginStep("signs");
        var (h, g) = (network.First, network.Second);
        int right = network.AnswersSmaller ? 0 : 1;
        bool asNeeded = CheckSign($"W_hi[{h}]", network.Input[0], isPositive: true, $"h{h} sees positive inputs");
        asNeeded &= CheckSign($"W_hi[{g}]", network.Input[1], isPositive: false, $"h{g} sees negative inputs");
        asNeeded &= CheckSign($"W_hh[{h},{h}]", network.Recurrent[0, 0], isPositive: false, $"h{h} compares x1 with a positive x0");
        asNeeded &= CheckSign($"W_hh[{h},{g}]", network.Recurrent[0, 1], isPositive: true, $"h{h} compares x1 with a negative x0");
        asNeeded &= CheckSign($"W_hh[{g},{h}]", network.Recurrent[1, 0], isPositive: true, $"h{g} compares x1 with a positive x0");
        asNeeded &= CheckSign($"W_hh[{g},{g}]", network.Recurrent[1, 1], isPositive: false, $"h{g} compares x1 with a negative x0");
        asNeeded &= CheckSign($"W_oh[{right},{h}]", network.Output[0, 0], isPositive: true, $"h{h} speaks for answer {right}");
        asNeeded &= CheckSign($"W_oh[{right},{g}]", network.Output[0, 1], isPositive: false, $"h{g} speaks against answer {right}");
        asNeeded &= CheckSign($"W_oh[{1 - right},{h}]", network.Output[1, 0], isPositive: false, $"h{h} speaks against answer {1 - right}");
        asNeeded &= CheckSign($"W_oh[{1 - right},{g}]", network.Output[1, 1], isPositive: true, $"h{g} speaks for answer {1 - right}");
        return asNeeded;
    }

    private bool CheckSign(string name, double weight, bool isPositive, string meaning)
    {
        bool asNeeded = isPositive ? weight > 0 : weight < 0;
        string sign = weight > 0 ? "> 0" : weight < 0 ? "< 0" : "= 0";
        explanation.CheckOneOf(asNeeded ? $"{name} {sign}: {meaning}." : $"{name} {sign}: not as the argument needs.", 2);
        return asNeeded;
    }

    private void CheckMagnitudes(double a, double b, double c, double d)
    {
        explanation.BeginStep("magnitudes");
        var (h, g) = (network.First, network.Second);
        CheckMagnitude(h, h, a);
        CheckMagnitude(h, g, b);
        CheckMagnitude(g, h, c);
        CheckMagnitude(g, g, d);
    }

    private void CheckMagnitude(int to, int from, double size) =>
        explanation.CheckOneOf(
            Line($"|W_hh[{to},{from}]| is {size:F4} relative to W_hi: {(size > 1 / Math.E && size < Math.E ? "of order one, between 1/e and e" : "not of order one")}."), 2);

    private bool OrderingsAreRight(double a, double b, double c, double d)
    {
        explanation.BeginStep("orderings");
        var (h, g) = (network.First, network.Second);
        bool asNeeded = CheckOrdering(Line($"x0 > 0: h{h} switches on at t = {a:F4}"), a < 1, "before t = 1, where the answer changes");
        asNeeded &= CheckOrdering(Line($"x0 > 0: h{g} switches off at t = {c:F4}"), c > 1, "after t = 1");
        asNeeded &= CheckOrdering(Line($"x0 < 0: h{h} switches on at t = {-b:F4}"), b > 1, "before t = -1, where the answer changes");
        asNeeded &= CheckOrdering(Line($"x0 < 0: h{g} switches off at t = {-d:F4}"), d < 1, "after t = -1");
        if (asNeeded)
        {
            explanation.NoteFree($"So where h{h} alone or h{g} alone is active, in four regions, the answer is right.");
        }

        return asNeeded;
    }

    private bool CheckOrdering(string finding, bool asNeeded, string side)
    {
        explanation.CheckOneOf(asNeeded ? $"{finding}, {side}." : $"{finding}: not {side}, as the argument needs.", 2);
        return asNeeded;
    }

    private double Errors(double a, double b, double c, double d, double p, double q)
    {
        explanation.BeginStep("coincidences");
        explanation.NoteFree("Where both are active the decision falls at a mean of the two switches, weighted with p = |v| of the first neuron and q of the second.");
        double share = q / (p + q);
        CheckCoincidence("x0 > 0", share, needed: (1 - a) / (c - a), "1");
        CheckCoincidence("x0 < 0", share, needed: (b - 1) / (b - d), "-1");
        explanation.NoteFree("The model errs between the decision and t = 1 or -1: two angles over the full circle.");

        // How far the decisions are from t = 1 and -1, and the angles that these distances subtend.
        double offset1 = ((p * (a - 1)) + (q * (c - 1))) / (p + q);
        double offset2 = ((p * (1 - b)) + (q * (1 - d))) / (p + q);
        return (Math.Atan2(Math.Abs(offset1), 2 + offset1) + Math.Atan2(Math.Abs(offset2), 2 - offset2)) / (2 * Math.PI);
    }

    private void CheckCoincidence(string halfPlane, double share, double needed, string boundary)
    {
        double mismatch = Math.Max(Math.Abs(share - needed), ClosestAgreement);
        explanation.Check(Line($"{halfPlane}: q/(p + q) = {share:F7} and the decision falls at t = {boundary} for {needed:F7}: they agree to {mismatch:0.0e0}, on this side."), mismatch);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
