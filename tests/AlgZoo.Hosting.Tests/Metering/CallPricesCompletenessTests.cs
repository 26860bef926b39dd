using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AlgZoo.Hosting.Tests.Metering;

/// <summary>Whole classes of the runtime: a member that the price list forgets, or that a new version of the runtime adds, shows up here.</summary>
internal sealed class CallPricesCompletenessTests
{
    /// <summary>How much these do depends on their data, and nobody has counted it.</summary>
    private static readonly string[] Uncounted = ["Matrix4x4.Decompose", "Matrix4x4.CreateConstrainedBillboard", "Matrix4x4.CreateConstrainedBillboardLeftHanded"];

    private static Type[] Scalars { get; } = [typeof(Math), typeof(MathF), typeof(double), typeof(float), typeof(Half)];

    private static Type[] Vectors { get; } =
    [
        typeof(Vector), typeof(Vector64), typeof(Vector128), typeof(Vector256), typeof(Vector512),
        typeof(Vector<double>), typeof(Vector<float>), typeof(Vector64<float>), typeof(Vector128<double>), typeof(Vector256<float>), typeof(Vector512<double>),
    ];

    private static Type[] Instructions { get; } =
    [
        typeof(Sse), typeof(Sse2), typeof(Sse3), typeof(Ssse3), typeof(Sse41), typeof(Sse42), typeof(Avx), typeof(Avx2), typeof(Fma),
        typeof(Avx512F), typeof(Avx512F.VL), typeof(Avx512DQ), typeof(Avx512DQ.VL), typeof(Avx512BW), typeof(Avx10v1), typeof(Avx10v1.V512), typeof(Avx10v2), typeof(Avx10v2.V512),
        typeof(AdvSimd), typeof(AdvSimd.Arm64),
    ];

    private static Type[] Structs { get; } =
        [typeof(Complex), typeof(Vector2), typeof(Vector3), typeof(Vector4), typeof(Quaternion), typeof(Plane), typeof(Matrix3x2), typeof(Matrix4x4)];

    private static IEnumerable<Type> GenericMath => typeof(double).GetInterfaces().Where(type => type is { IsGenericType: true, Namespace: "System.Numerics" });

    [TestCaseSource(nameof(Scalars))]
    [TestCaseSource(nameof(Vectors))]
    [TestCaseSource(nameof(Instructions))]
    [TestCaseSource(nameof(Structs))]
    [TestCase(typeof(TensorPrimitives))]
    public void EveryMemberIsPricedOrFree(Type type)
    {
        var forgotten = Members(type)
            .Where(method => CallsOf.Reflected(method).Kind is CallKind.Unmetered or CallKind.Shimmed)
            .Select(method => $"{type.Name}.{method.Name}")
            .Distinct()
            .Except(Uncounted);
        Assert.That(forgotten, Is.Empty);
    }

    [TestCaseSource(nameof(GenericMath))]
    public void EveryMemberOfGenericMathIsPricedOrFree(Type type)
    {
        var forgotten = Members(type).Where(method => CallsOf.Reflected(method).Kind == CallKind.Unmetered).Select(method => method.Name).Distinct();
        Assert.That(forgotten, Is.Empty);
    }

    /// <summary>No name of the list may turn free by accident: these are all that do arithmetic on scalars.</summary>
    [TestCaseSource(nameof(Scalars))]
    public void WhatReturnsANumberOfItsOwnTypeIsPriced(Type type)
    {
        Type[] numbers = [typeof(double), typeof(float), typeof(Half)];
        var free = Members(type)
            .Where(method => method.IsStatic && !method.IsGenericMethod && numbers.Contains(method.ReturnType) && method.GetParameters().Select(parameter => parameter.ParameterType).Contains(method.ReturnType))
            .Where(method => CallsOf.Reflected(method).Kind == CallKind.Free)
            .Select(method => method.Name);
        Assert.That(free, Is.EquivalentTo(type == typeof(Half) ? ["op_UnaryPlus"] : Array.Empty<string>()));
    }

    /// <summary>The methods; generic ones on double or, where that does not fit, not at all: they are for integers.</summary>
    private static IEnumerable<MethodInfo> Members(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(OnDouble)
        .OfType<MethodInfo>();

    private static MethodInfo? OnDouble(MethodInfo method)
    {
        try
        {
            return method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(double))]) : method;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
