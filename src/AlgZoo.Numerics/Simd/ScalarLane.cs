using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <summary>A single lane: the path of processors without suitable vectors.</summary>
internal readonly unsafe struct ScalarLane : ILanes<float, int, ulong>
{
    public static int Count => 1;

    public static int WordCount => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(int* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(ulong* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float value, float* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(int value, int* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ulong value, ulong* destination) => *destination = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Create(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Create(int value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float FusedMultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float value) => MathF.Sqrt(value);

    // x86 gives the second operand where they compare equal or unordered. A comparison and a jump would be mispredicted half of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AtLeast(float floor, float value) => float.MaxNative(floor, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GreaterThan(float left, float right) => left > right ? -1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GreaterThanOrEqual(float left, float right) => left >= right ? -1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Equals(int left, int right) => left == right ? -1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Select(int mask, float ifSet, float ifClear) => mask != 0 ? ifSet : ifClear;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Select(int mask, int ifSet, int ifClear) => mask != 0 ? ifSet : ifClear;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Convert(int value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int AsInt(float bits) => BitConverter.SingleToInt32Bits(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AsFloat(int bits) => BitConverter.Int32BitsToSingle(bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Add(int left, int right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Subtract(int left, int right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int And(int left, int right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Xor(int left, int right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftLeft(int value, int bits) => value << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftRightArithmetic(int value, int bits) => value >> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ShiftRightLogical(int value, int bits) => value >>> bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Add(ulong left, ulong right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Xor(ulong left, ulong right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShiftLeft(ulong value, int bits) => value << bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateLeft(ulong value, [ConstantExpected] byte bits) => BitOperations.RotateLeft(value, bits);
}
