using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>What is applied to a row of sums before it is stored; a type argument, so that the kernels hold no branch for it.</summary>
internal interface IActivation
{
    static abstract TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum)
        where TLanes : struct, ILanes<TFloat, TInt, TWord>;
}

internal readonly struct Relu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum)
        where TLanes : struct, ILanes<TFloat, TInt, TWord> => TLanes.AtLeast(TLanes.Create(0f), sum);
}

internal readonly struct Identity : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum)
        where TLanes : struct, ILanes<TFloat, TInt, TWord> => sum;
}
