namespace AlgZoo.Advice;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019): betas .9 and .999, epsilon 1e-8.</summary>
public sealed class Adam
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const float Epsilon = 1e-8f;

    private readonly float[] _mean;
    private readonly float[] _square;
    private int _steps;

    /// <summary>An optimiser at rest.</summary>
    /// <param name="parameterCount">Number of parameters.</param>
    public Adam(int parameterCount)
    {
        _mean = new float[parameterCount];
        _square = new float[parameterCount];
    }

    /// <summary>Moves the parameters one step down their gradient.</summary>
    /// <param name="parameters">Shape [parameters]: changed in place.</param>
    /// <param name="gradient">Shape [parameters].</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Decoupled weight decay, as a multiple of the step size.</param>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, double learningRate, double weightDecay)
    {
        _steps++;
        float firstCorrection = (float)(1 / (1 - Math.Pow(FirstDecay, _steps)));
        float secondCorrection = (float)(1 / (1 - Math.Pow(SecondDecay, _steps)));
        float rate = (float)learningRate;
        float keep = (float)(1 - (learningRate * weightDecay));
        for (int i = 0; i < parameters.Length; i++)
        {
            float slope = gradient[i];
            _mean[i] += (float)(1 - FirstDecay) * (slope - _mean[i]);
            _square[i] += (float)(1 - SecondDecay) * ((slope * slope) - _square[i]);
            parameters[i] = (keep * parameters[i]) - (rate * firstCorrection * _mean[i] / (MathF.Sqrt(secondCorrection * _square[i]) + Epsilon));
        }
    }
}
