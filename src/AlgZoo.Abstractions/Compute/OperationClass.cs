namespace AlgZoo;

/// <summary>
/// The kinds of operation that compute is counted by, so that a <see cref="PriceTable"/> can price them after the fact. A SIMD operation counts once for each of its lanes. Half precision counts as
/// single precision. Integer work, data movement and conversions are not counted.
/// </summary>
public enum OperationClass
{
    /// <summary>Add, subtract, negate, absolute value, in single precision.</summary>
    AddSingle,

    /// <summary>Add, subtract, negate, absolute value, in double precision.</summary>
    AddDouble,

    /// <summary>Compare, minimum, maximum, sign, rounding, in single precision.</summary>
    CompareSingle,

    /// <summary>Compare, minimum, maximum, sign, rounding, in double precision.</summary>
    CompareDouble,

    /// <summary>Multiply, in single precision.</summary>
    MultiplySingle,

    /// <summary>Multiply, in double precision.</summary>
    MultiplyDouble,

    /// <summary>Fused multiply-add and its variants, in single precision.</summary>
    FusedSingle,

    /// <summary>Fused multiply-add and its variants, in double precision.</summary>
    FusedDouble,

    /// <summary>Divide, remainder, reciprocal, in single precision.</summary>
    DivideSingle,

    /// <summary>Divide, remainder, reciprocal, in double precision.</summary>
    DivideDouble,

    /// <summary>Square root, in single precision.</summary>
    SquareRootSingle,

    /// <summary>Square root, in double precision.</summary>
    SquareRootDouble,

    /// <summary>exp, log, sin, cos, tanh, pow, erf, Phi and their kin, in single precision.</summary>
    TranscendentalSingle,

    /// <summary>exp, log, sin, cos, tanh, pow, erf, Phi and their kin, in double precision.</summary>
    TranscendentalDouble,

    /// <summary>A step of a library's sort: sorting n numbers takes n ceil(log2 n).</summary>
    SortStep,

    /// <summary>An element fetched by a gather instruction.</summary>
    Gather,

    /// <summary>A uniform random number.</summary>
    UniformDraw,

    /// <summary>A Gaussian random number.</summary>
    GaussianDraw,

    /// <summary>A FLOP that the estimator itself declared with <see cref="ComputeMeter.Charge(long)"/>.</summary>
    Declared,

    /// <summary>An operation that an exception may have taken with it before it was counted: the most that the loops of the methods it left can have kept to themselves.</summary>
    Unwound,
}
