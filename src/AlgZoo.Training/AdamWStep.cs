using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>
/// The numbers of one step of AdamW (Loshchilov and Hutter 2019) as PyTorch does it: with gradient g, m ← 0.9 m + 0.1 g and v ← 0.999 v + 0.001 g², then p ← p · <see cref="Decay"/> and
/// p ← p - <see cref="StepSize"/> · m / (√v · <see cref="RootScale"/> + 1e-8).
/// </summary>
internal readonly record struct AdamWStep
{
    // 1 - 0.999f is not 0.001f.
    public const float NewFirstShare = 0.1f;
    public const float SecondDecay = 0.999f;
    public const float NewSecondShare = 0.001f;
    public const float Epsilon = 1e-8f;

    private const double LogOfFirstDecay = -0.10536051565782628;
    private const double LogOfSecondDecay = -0.0010005003335835335;

    /// <summary>The numbers of a step.</summary>
    /// <param name="step">The step, counted from 0.</param>
    /// <param name="learningRate">Its learning rate.</param>
    /// <param name="weightDecay">Weight decay per unit of learning rate.</param>
    /// <param name="gradientScale">What the given gradients are multiplied by.</param>
    public AdamWStep(long step, double learningRate, double weightDecay, double gradientScale)
    {
        double firstCorrection = 1 - PortableMath.ExpOfNonpositive(LogOfFirstDecay * (step + 1));
        double secondCorrection = 1 - PortableMath.ExpOfNonpositive(LogOfSecondDecay * (step + 1));
        GradientScale = (float)gradientScale;
        Decay = (float)(1 - (learningRate * weightDecay));
        StepSize = (float)(learningRate / firstCorrection);
        RootScale = (float)(1 / Math.Sqrt(secondCorrection));
    }

    /// <summary>What the given gradients are multiplied by.</summary>
    public float GradientScale { get; }

    /// <summary>1 - learning rate · weight decay.</summary>
    public float Decay { get; }

    /// <summary>Learning rate over the bias correction of m.</summary>
    public float StepSize { get; }

    /// <summary>Inverse root of the bias correction of v.</summary>
    public float RootScale { get; }
}
