using System.Diagnostics.CodeAnalysis;

namespace AlgZoo.Numerics;

/// <summary>
/// The operations of one vector width. Every one is a single correctly rounded IEEE or integer operation a lane, so that code written against this interface gives the same bits at every width.
/// </summary>
/// <typeparam name="TFloat">Lanes of float.</typeparam>
/// <typeparam name="TInt">As many lanes of int; also the masks, whose lanes are 0 or -1.</typeparam>
/// <typeparam name="TWord">Lanes of ulong.</typeparam>
internal unsafe interface ILanes<TFloat, TInt, TWord>
{
    /// <summary>Number of float lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Number of ulong lanes.</summary>
    static abstract int WordCount { get; }

    static abstract TFloat Load(float* source);

    static abstract TInt Load(int* source);

    static abstract TWord Load(ulong* source);

    static abstract void Store(TFloat value, float* destination);

    static abstract void Store(TInt value, int* destination);

    static abstract void Store(TWord value, ulong* destination);

    static abstract TFloat Create(float value);

    static abstract TInt Create(int value);

    static abstract TFloat Add(TFloat left, TFloat right);

    static abstract TFloat Subtract(TFloat left, TFloat right);

    static abstract TFloat Multiply(TFloat left, TFloat right);

    static abstract TFloat Divide(TFloat left, TFloat right);

    static abstract TFloat FusedMultiplyAdd(TFloat left, TFloat right, TFloat addend);

    static abstract TFloat Sqrt(TFloat value);

    /// <summary><paramref name="floor"/> where it is greater than <paramref name="value"/>, else <paramref name="value"/>: NaN passes through, as in PyTorch's ReLU.</summary>
    static abstract TFloat AtLeast(TFloat floor, TFloat value);

    static abstract TInt GreaterThan(TFloat left, TFloat right);

    static abstract TInt GreaterThanOrEqual(TFloat left, TFloat right);

    static abstract TInt Equals(TInt left, TInt right);

    static abstract TFloat Select(TInt mask, TFloat ifSet, TFloat ifClear);

    static abstract TInt Select(TInt mask, TInt ifSet, TInt ifClear);

    static abstract TFloat Convert(TInt value);

    static abstract TInt AsInt(TFloat bits);

    static abstract TFloat AsFloat(TInt bits);

    static abstract TInt Add(TInt left, TInt right);

    static abstract TInt Subtract(TInt left, TInt right);

    static abstract TInt And(TInt left, TInt right);

    static abstract TInt Xor(TInt left, TInt right);

    static abstract TInt ShiftLeft(TInt value, int bits);

    static abstract TInt ShiftRightArithmetic(TInt value, int bits);

    static abstract TInt ShiftRightLogical(TInt value, int bits);

    static abstract TWord Add(TWord left, TWord right);

    static abstract TWord Xor(TWord left, TWord right);

    static abstract TWord ShiftLeft(TWord value, int bits);

    static abstract TWord RotateLeft(TWord value, [ConstantExpected] byte bits);
}
