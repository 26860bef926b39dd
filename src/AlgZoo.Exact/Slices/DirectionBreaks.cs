namespace AlgZoo.Exact;

/// <summary>Angles at which the error rate of a slice is not analytic in the direction of the inputs, as far as they follow from the first inputs alone.</summary>
internal static class DirectionBreaks
{
    private const double HalfGap = 1e-10;

    /// <summary>
    /// For (x1, x2) = (cos, sin) of an angle, ascending over a full circle from the first break to itself: where x1, x2 or x1 - x2 is 0, and where a neuron's pre-activation at the second step is; 2 d + 6 of
    /// them, and the first again at the end. On x1 = x2 the label jumps: there is a break on either side.
    /// </summary>
    public static List<double> OfFirstTwo(RnnWeights weights)
    {
        List<double> angles = [-Math.PI / 2, 0, Math.PI / 2, Math.PI];
        AddJump(angles, Math.PI / 4);
        AddJump(angles, 5 * Math.PI / 4);
        var states = new StatePrefix(weights);
        List<double> halfPlane = [];
        foreach (int sign in (ReadOnlySpan<int>)[1, -1])
        {
            halfPlane.Clear();
            states.Run([sign]);
            states.AddBreaks(halfPlane);
            foreach (double angle in halfPlane)
            {
                // With x1 = -1 the half plane is passed the other way round.
                angles.Add(sign > 0 ? angle : Math.PI - angle);
            }
        }

        angles.Sort();
        angles.Add(angles[0] + (2 * Math.PI));
        return angles;
    }

    /// <summary>For x3 = tan(angle), (x1, x2) being a unit vector: where x3 is 0, x1 or x2 (there the label jumps), and where a neuron's pre-activation at the third step is 0; ascending over (-90, 90) degrees with both ends.</summary>
    public static List<double> OfThird(RnnWeights weights, ReadOnlySpan<double> firstTwo)
    {
        var states = new StatePrefix(weights);
        states.Run(firstTwo);
        List<double> angles = [-Math.PI / 2, 0, Math.PI / 2];
        AddJump(angles, Math.Atan(firstTwo[0]));
        AddJump(angles, Math.Atan(firstTwo[1]));
        states.AddBreaks(angles);
        angles.Sort();
        return angles;
    }

    // Where two inputs are equal the label jumps: both limits are needed.
    private static void AddJump(List<double> angles, double angle)
    {
        angles.Add(angle - HalfGap);
        angles.Add(angle + HalfGap);
    }
}
