namespace AlgZoo;

/// <summary>The law of one input sequence of length n.</summary>
public enum InputLaw
{
    /// <summary>n independent standard Gaussian numbers.</summary>
    StandardGaussian,

    /// <summary>n independent tokens, uniform on {0, .., n-1}, held as whole floats.</summary>
    UniformTokens,
}
