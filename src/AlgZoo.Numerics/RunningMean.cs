using AlgZoo.Metering;

namespace AlgZoo.Numerics;

/// <summary>Mean and variance of numbers that arrive one by one (Welford 1962). Not safe for concurrent use.</summary>
public sealed class RunningMean
{
    private double _squares;

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>Their mean; 0 before the first.</summary>
    public double Mean { get; private set; }

    /// <summary>Their unbiased sample variance; NaN below two numbers.</summary>
    public double Variance
    {
        [OperationCost(OperationClass.DivideDouble, 1)]
        get => Count < 2 ? double.NaN : _squares / (Count - 1);
    }

    /// <summary>Standard error of <see cref="Mean"/>, if the numbers are independent and of one law; null below two numbers.</summary>
    public double? StandardError
    {
        [OperationCost(OperationClass.DivideDouble, 2)]
        [OperationCost(OperationClass.SquareRootDouble, 1)]
        get => Count < 2 ? null : Math.Sqrt(Variance / Count);
    }

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number.</param>
    [OperationCost(OperationClass.AddDouble, 4)]
    [OperationCost(OperationClass.DivideDouble, 1)]
    [OperationCost(OperationClass.MultiplyDouble, 1)]
    public void Add(double value)
    {
        Count++;
        double delta = value - Mean;
        Mean += delta / Count;
        _squares += delta * (value - Mean);
    }
}
