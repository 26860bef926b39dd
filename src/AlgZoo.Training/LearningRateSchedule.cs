using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>
/// AlgZoo's learning rate (alg-zoo, training.py): step k of a run of K steps has peak · min(k / warm-up, 1) · max(0.01^(2k/K), 0.01). The first step has rate 0; the floor is reached at half the run.
/// </summary>
/// <param name="peak">The rate but for warm-up and decay.</param>
/// <param name="warmUpSteps">Steps of linear warm-up; 0 for none.</param>
/// <param name="steps">Steps K of the run.</param>
internal sealed class LearningRateSchedule(double peak, long warmUpSteps, long steps)
{
    private const double Floor = 0.01;
    private const double LogOfHundred = 4.605170185988092;

    /// <summary>The schedule of a recipe.</summary>
    public static LearningRateSchedule Of(TrainingRecipe recipe) =>
        new(recipe.LearningRateScale / Math.Sqrt(recipe.HiddenSize), recipe.WarmUpSteps ?? Math.Max(1, recipe.Steps / 64), recipe.Steps);

    /// <summary>The rate of step <paramref name="k"/>, counted from 0; the same bits on every machine.</summary>
    public double Rate(long k)
    {
        double warmUp = k < warmUpSteps ? (double)k / warmUpSteps : 1;
        double decay = PortableMath.ExpOfNonpositive(-LogOfHundred * (2.0 * k / steps));
        return peak * warmUp * Math.Max(decay, Floor);
    }
}
