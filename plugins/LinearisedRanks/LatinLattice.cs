namespace AlgZoo.Plugins;

/// <summary>
/// A Latin design of N runs: every factor has N strata and meets each exactly once, stratum = c z mod N in run c with a multiplier z of its own, without common divisor with N. Multipliers are chosen
/// one after the other so that every two factors fill their square of strata as evenly as may be, in all runs and in those of one class c mod (N / m): by the shortest vectors of the lattices
/// that they span modulo N and modulo m (the spectral test). Integer arithmetic only.
/// </summary>
internal sealed class LatinLattice
{
    private const int Candidates = 64;
    private const long CrowdingUnit = 1000;

    private readonly long[] _multipliers;

    /// <summary>Chooses the multipliers, those of the first factors best.</summary>
    /// <param name="runs">Number of runs N, at least 1 and below 2^26.</param>
    /// <param name="runsInClass">m, a divisor of N.</param>
    /// <param name="factors">Number of factors.</param>
    public LatinLattice(int runs, int runsInClass, int factors)
    {
        Runs = runs;
        _multipliers = new long[factors];
        _multipliers[0] = 1;
        long[] candidates = Spread(runs, Candidates);
        for (int factor = 1; factor < factors; factor++)
        {
            var chosen = _multipliers[..factor];
            _multipliers[factor] = candidates.MinBy(candidate => chosen.Sum(other => Crowding(other, candidate, runs) + Crowding(other, candidate, runsInClass)));
        }
    }

    /// <summary>Number of runs N, and of strata of every factor.</summary>
    public int Runs { get; }

    /// <summary>The stratum of a factor in a run.</summary>
    /// <param name="run">From 0 to N - 1.</param>
    /// <param name="factor">The factor.</param>
    /// <returns>From 0 to N - 1.</returns>
    public int Stratum(int run, int factor) => (int)(run * _multipliers[factor] % Runs);

    /// <summary>The middle of the stratum of a factor in a run, in (0, 1). Costs 2 FLOPs.</summary>
    public double Level(int run, int factor) => (Stratum(run, factor) + 0.5) / Runs;

    /// <summary>A multiplier without common divisor with the modulus, near its golden section, so that its multiples spread over the residues.</summary>
    public static int GoldenMultiplier(int modulus) => (int)Spread(modulus, 1)[0];

    // Numbers without common divisor with the modulus among multiples of its golden section; 1 if there is none other.
    private static long[] Spread(int modulus, int count)
    {
        const long GoldenSection = 618_033_989;
        const long GoldenUnit = 1_000_000_000;
        long[] found =
        [
            .. Enumerable.Range(1, Math.Min(modulus, 8 * count))
                .Select(multiple => modulus * (GoldenSection * multiple % GoldenUnit) / GoldenUnit)
                .Where(number => number > 1 && GreatestCommonDivisor(number, modulus) == 1)
                .Distinct()
                .Take(count),
        ];
        return found.Length == 0 ? [1] : found;
    }

    // The modulus over the squared length of the shortest vector of the lattice of all (c a, c b), by Lagrange's reduction of the basis (1, b / a), (0, modulus): about 1 at best.
    private static long Crowding(long a, long b, int modulus)
    {
        (long X, long Y) u = (1, b * Inverse(a, modulus) % modulus);
        (long X, long Y) v = (0, modulus);
        while (true)
        {
            if (Dot(u, u) > Dot(v, v))
            {
                (u, v) = (v, u);
            }

            long multiple = RoundedRatio(Dot(u, v), Dot(u, u));
            if (multiple == 0)
            {
                return CrowdingUnit * modulus / Dot(u, u);
            }

            v = (v.X - (multiple * u.X), v.Y - (multiple * u.Y));
        }
    }

    private static long Dot((long X, long Y) u, (long X, long Y) v) => (u.X * v.X) + (u.Y * v.Y);

    // To the nearest whole number, halves towards zero, so that every subtraction shortens the vector.
    private static long RoundedRatio(long numerator, long denominator) => Math.Sign(numerator) * (((2 * Math.Abs(numerator)) + denominator - 1) / (2 * denominator));

    private static long Inverse(long number, int modulus)
    {
        var (remainder, next) = ((long)modulus, number % modulus);
        var (coefficient, nextCoefficient) = (0L, 1L);
        while (next != 0)
        {
            long quotient = remainder / next;
            (remainder, next) = (next, remainder - (quotient * next));
            (coefficient, nextCoefficient) = (nextCoefficient, coefficient - (quotient * nextCoefficient));
        }

        return ((coefficient % modulus) + modulus) % modulus;
    }

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
