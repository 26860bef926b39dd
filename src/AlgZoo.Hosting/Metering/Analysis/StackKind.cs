using Mono.Cecil;
using ElementType = Mono.Cecil.MetadataType;

namespace AlgZoo.Hosting;

/// <summary>What a slot of the IL evaluation stack holds. IL has one <c>add</c> for integers and floats: only the slot tells them apart.</summary>
internal enum StackKind : byte
{
    Unknown,
    Int32,
    Int64,
    NativeInt,
    Single,
    Double,
    Object,
    ByReference,

    /// <summary>A value type, also an enum (whose arithmetic is integer work), or a type parameter.</summary>
    Value,
}

internal static class StackKinds
{
    public static bool IsFloat(this StackKind kind) => kind is StackKind.Single or StackKind.Double;

    /// <summary>The slot that a value of a type takes.</summary>
    public static StackKind Of(TypeReference type) => TypeReferences.Unmodified(type).MetadataType switch
    {
        ElementType.Boolean or ElementType.Char or ElementType.SByte or ElementType.Byte or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32 or ElementType.UInt32 => StackKind.Int32,
        ElementType.Int64 or ElementType.UInt64 => StackKind.Int64,
        ElementType.IntPtr or ElementType.UIntPtr or ElementType.FunctionPointer or ElementType.Pointer => StackKind.NativeInt,
        ElementType.Single => StackKind.Single,
        ElementType.Double => StackKind.Double,
        ElementType.ByReference => StackKind.ByReference,
        ElementType.ValueType or ElementType.TypedByReference or ElementType.Var or ElementType.MVar => StackKind.Value,
        ElementType.GenericInstance when TypeReferences.Unmodified(type).IsValueType => StackKind.Value,
        _ => StackKind.Object,
    };

    /// <summary>What a slot holds that is reached from two sides. They differ only where it does not matter: null and an object, an integer and an enum, float and double.</summary>
    public static StackKind Merge(StackKind one, StackKind other) => (one, other) switch
    {
        _ when one == other => one,
        (StackKind.Unknown, _) => other,
        (StackKind.Single, StackKind.Double) => StackKind.Double,
        _ => one,
    };

    /// <summary>What a binary operation leaves behind.</summary>
    public static StackKind OfArithmetic(StackKind left, StackKind right) => (left, right) switch
    {
        (StackKind.Double, _) or (_, StackKind.Double) => StackKind.Double,
        (StackKind.Single, _) or (_, StackKind.Single) => StackKind.Single,
        (StackKind.ByReference, StackKind.ByReference) => StackKind.NativeInt,
        (StackKind.ByReference, _) or (_, StackKind.ByReference) => StackKind.ByReference,
        (StackKind.NativeInt, _) or (_, StackKind.NativeInt) => StackKind.NativeInt,
        (StackKind.Int64, _) or (_, StackKind.Int64) => StackKind.Int64,
        _ => StackKind.Int32,
    };
}
