using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>What is applied to the rows of an affine map.</summary>
internal enum Activation
{
    /// <summary>Nothing.</summary>
    Identity,

    /// <summary>The larger of the sum and zero.</summary>
    Relu,

    /// <summary>The sum where the gate is positive, else zero: the derivative of a ReLU whose output is the gate.</summary>
    Gate,

    /// <summary><see cref="Gate"/>, and zero also where the sum is below 1e-18 in magnitude: chains of products would reach denormal numbers, ten times slower than others.</summary>
    FlushingGate,
}

/// <summary>What is applied to a row of sums before it is stored; a type argument, so that the kernels hold no branch for it.</summary>
internal unsafe interface IActivation
{
    static abstract TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum, float* gate)
        where TLanes : struct, ILanes<TFloat, TInt, TWord>;
}

/// <inheritdoc cref="Activation.Relu"/>
internal readonly unsafe struct Relu : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum, float* gate)
        where TLanes : struct, ILanes<TFloat, TInt, TWord> => TLanes.AtLeast(TLanes.Create(0f), sum);
}

/// <inheritdoc cref="Activation.Identity"/>
internal readonly unsafe struct Identity : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum, float* gate)
        where TLanes : struct, ILanes<TFloat, TInt, TWord> => sum;
}

/// <inheritdoc cref="Activation.Gate"/>
internal readonly unsafe struct Gate : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum, float* gate)
        where TLanes : struct, ILanes<TFloat, TInt, TWord> => TLanes.Select(TLanes.GreaterThan(TLanes.Load(gate), TLanes.Create(0f)), sum, TLanes.Create(0f));
}

/// <inheritdoc cref="Activation.FlushingGate"/>
internal readonly unsafe struct FlushingGate : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TFloat Apply<TFloat, TInt, TWord, TLanes>(TFloat sum, float* gate)
        where TLanes : struct, ILanes<TFloat, TInt, TWord>
    {
        var magnitude = TLanes.AsFloat(TLanes.And(TLanes.AsInt(sum), TLanes.Create(int.MaxValue)));
        var flushed = TLanes.Select(TLanes.GreaterThan(TLanes.Create(1e-18f), magnitude), TLanes.Create(0f), sum);
        return Gate.Apply<TFloat, TInt, TWord, TLanes>(flushed, gate);
    }
}
