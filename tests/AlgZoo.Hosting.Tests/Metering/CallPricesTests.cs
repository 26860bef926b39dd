using AlgZoo.Evaluation;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Mono.Cecil;
using static AlgZoo.OperationClass;

namespace AlgZoo.Hosting.Tests.Metering;

internal sealed class CallPricesTests
{
    private static TestCaseData[] Priced { get; } =
    [
        Case("Math.Sqrt", (double x) => Math.Sqrt(x), (SquareRootDouble, 1)),
        Case("MathF.Sqrt", (float x) => MathF.Sqrt(x), (SquareRootSingle, 1)),
        Case("Math.Max of doubles", (double x) => Math.Max(x, 0), (CompareDouble, 1)),
        Case("Math.Max of floats", (float x) => Math.Max(x, 0), (CompareSingle, 1)),
        Case("Math.Max of integers", (int x) => Math.Max(x, 0)),
        Case("Math.Abs", (double x) => Math.Abs(x), (AddDouble, 1)),
        Case("Math.Clamp", (double x) => Math.Clamp(x, 0, 1), (CompareDouble, 2)),
        Case("Math.Exp", (double x) => Math.Exp(x), (TranscendentalDouble, 1)),
        Case("Math.SinCos", (double x) => Math.SinCos(x).Sin, (TranscendentalDouble, 2)),
        Case("Math.Log", (double x) => Math.Log(x), (TranscendentalDouble, 1)),
        Case("Math.Log to a base", (double x) => Math.Log(x, 3), (TranscendentalDouble, 2), (DivideDouble, 1)),
        Case("Math.Round", (double x) => Math.Round(x), (CompareDouble, 1)),
        Case("Math.Round to digits", (double x) => Math.Round(x, 3), (CompareDouble, 1), (MultiplyDouble, 1), (DivideDouble, 1)),
        Case("Math.Round of decimals", (decimal x) => Math.Round(x, 3)),
        Case("Math.FusedMultiplyAdd", (double x) => Math.FusedMultiplyAdd(x, x, x), (FusedDouble, 1)),
        Case("Math.BitIncrement", (double x) => Math.BitIncrement(x), (AddDouble, 1)),
        Case("Math.ReciprocalSqrtEstimate", (double x) => Math.ReciprocalSqrtEstimate(x), (DivideDouble, 1), (SquareRootDouble, 1)),
        Case("double.Lerp", (double x) => double.Lerp(x, x, x), (MultiplyDouble, 2), (AddDouble, 2)),
        Case("double.Hypot", (double x) => double.Hypot(x, x), (MultiplyDouble, 2), (AddDouble, 1), (SquareRootDouble, 1)),
        Case("double.IsNaN", (double x) => double.IsNaN(x)),
        Case("double.CompareTo", (double x) => x.CompareTo(1), (CompareDouble, 1)),
        Case("float.Equals", (float x) => x.Equals(1), (CompareSingle, 1)),
        Case("Half operator", (Half x) => x * x, (MultiplySingle, 1)),
        Case("Half conversion", (Half x) => (double)x),
        Case("Random.NextDouble", (Random random) => random.NextDouble(), (UniformDraw, 1)),
        Case("Random.NextSingle", (Random random) => random.NextSingle(), (UniformDraw, 1)),
        Case("EqualityComparer of doubles", (double x) => EqualityComparer<double>.Default.Equals(x, 1), (CompareDouble, 1)),
        Case("EqualityComparer of integers", (int x) => EqualityComparer<int>.Default.Equals(x, 1)),
        Case("argument check", (double x) => ArgumentOutOfRangeException.ThrowIfNegative(x), (CompareDouble, 1)),
        Case("argument check of an integer", (int x) => ArgumentOutOfRangeException.ThrowIfNegative(x)),
        Case("BigInteger.Log", (BigInteger x) => BigInteger.Log(x), (TranscendentalDouble, 1)),
        Case("Average of integers", (int[] x) => x.Average(), (DivideDouble, 1)),

        Case("Vector512 of floats, operator", (Vector512<float> x) => x + x, (AddSingle, 16)),
        Case("Vector512 of floats, Sum", (Vector512<float> x) => Vector512.Sum(x), (AddSingle, 16)),
        Case("Vector512 of doubles, fused", (Vector512<double> x) => Vector512.FusedMultiplyAdd(x, x, x), (FusedDouble, 8)),
        Case("Vector512 of integers", (Vector512<int> x) => (x * x) + Vector512.Max(x, x)),
        Case("Vector512 moves", (Vector512<float> x) => Vector512.Shuffle(x.WithElement(1, 2), Vector512<int>.Zero).AsInt32().GetUpper()),
        Case("Vector256 of Half", (Vector256<Half> x) => Vector256.Add(x, x), (AddSingle, 16)),
        Case("Vector128 dot product", (Vector128<float> x) => Vector128.Dot(x, x), (MultiplySingle, 4), (AddSingle, 4)),
        Case("Vector64 of one double", (Vector64<double> x) => x / x, (DivideDouble, 1)),
        Case("Vector512 comparison", (Vector512<double> x) => Vector512.LessThanAny(x, x), (CompareDouble, 8)),
        Case("Vector512 conversion", (Vector512<long> x) => Vector512.ConvertToDouble(x)),
        Case("Vector<double>", (Vector<double> x) => x * x, (MultiplyDouble, Vector<double>.Count)),
        Case("Vector.Exp", (Vector<float> x) => Vector.Exp(x), (TranscendentalSingle, Vector<float>.Count)),

        Case("Avx.Add", (Vector256<double> x) => Avx.Add(x, x), (AddDouble, 4)),
        Case("Avx512F.FusedMultiplyAdd", (Vector512<float> x) => Avx512F.FusedMultiplyAdd(x, x, x), (FusedSingle, 16)),
        Case("Fma.MultiplyAdd", (Vector256<float> x) => Fma.MultiplyAdd(x, x, x), (FusedSingle, 8)),
        Case("Sse.AddScalar", (Vector128<float> x) => Sse.AddScalar(x, x), (AddSingle, 1)),
        Case("Sse.CompareScalarOrderedLessThan", (Vector128<float> x) => Sse.CompareScalarOrderedLessThan(x, x), (CompareSingle, 1)),
        Case("Sse.ReciprocalSqrt", (Vector128<float> x) => Sse.ReciprocalSqrt(x), (DivideSingle, 4), (SquareRootSingle, 4)),
        Case("Avx2.Add of integers", (Vector256<int> x) => Avx2.Add(x, x)),
        Case("Avx512F.VL.Fixup", (Vector256<double> x, Vector256<long> y) => Avx512F.VL.Fixup(x, x, y, 0), (CompareDouble, 4)),
        Case("Avx.Permute", (Vector256<double> x) => Avx.Permute(x, 1)),
        Case("Avx.HorizontalAdd", (Vector256<double> x) => Avx.HorizontalAdd(x, x), (AddDouble, 4)),
        Case("AdvSimd.MultiplyBySelectedScalar", (Vector128<float> x) => AdvSimd.MultiplyBySelectedScalar(x, x, 1), (MultiplySingle, 4)),
        Case("AdvSimd.MultiplyScalarBySelectedScalar", (Vector64<float> x, Vector128<float> y) => AdvSimd.MultiplyScalarBySelectedScalar(x, y, 1), (MultiplySingle, 1)),
        Case("AdvSimd.Arm64.FusedMultiplyAdd", (Vector128<double> x) => AdvSimd.Arm64.FusedMultiplyAdd(x, x, x), (FusedDouble, 2)),
        Case("AdvSimd.AbsoluteDifference", (Vector64<float> x) => AdvSimd.AbsoluteDifference(x, x), (AddSingle, 4)),

        Case("Complex product", (Complex x) => x * x, (MultiplyDouble, 4), (AddDouble, 2)),
        Case("Complex times real", (Complex x) => x * 2.0, (MultiplyDouble, 2)),
        Case("Complex divided by real", (Complex x) => x / 2.0, (DivideDouble, 2)),
        Case("Complex sum with a real", (Complex x) => 1.0 + x, (AddDouble, 1)),
        Case("Complex parts", (Complex x) => new Complex(x.Imaginary, x.Real)),
        Case("Complex.Exp", (Complex x) => Complex.Exp(x), (TranscendentalDouble, 3), (MultiplyDouble, 2)),
        Case("Vector3.Dot", (Vector3 x) => Vector3.Dot(x, x), (MultiplySingle, 3), (AddSingle, 2)),
        Case("Vector4.Max", (Vector4 x) => Vector4.Max(x, x), (CompareSingle, 4)),
        Case("Vector2.Length", (Vector2 x) => x.Length(), (MultiplySingle, 2), (AddSingle, 1), (SquareRootSingle, 1)),
        Case("Vector3.Transform by a matrix", (Vector3 x, Matrix4x4 y) => Vector3.Transform(x, y), (MultiplySingle, 9), (AddSingle, 9)),
        Case("Matrix4x4 product", (Matrix4x4 x) => x * x, (MultiplySingle, 64), (AddSingle, 48)),
        Case("Matrix3x2 product", (Matrix3x2 x) => x * x, (MultiplySingle, 12), (AddSingle, 8)),
        Case("Matrix4x4 scaled", (Matrix4x4 x) => x * 2f, (MultiplySingle, 16)),
        Case("Quaternion product", (Quaternion x) => x * x, (MultiplySingle, 16), (AddSingle, 12)),
        Case("Plane.DotCoordinate", (Plane x, Vector3 y) => Plane.DotCoordinate(x, y), (MultiplySingle, 3), (AddSingle, 3)),

        Case("elements of an array in two dimensions", (double[,] x) => x[0, 1] = x[1, 0]),
    ];

    private static TestCaseData[] PerElement { get; } =
    [
        Case("Dot", (ReadOnlySpan<float> x) => TensorPrimitives.Dot(x, x), (MultiplySingle, 1), (AddSingle, 1)),
        Case("Exp", (ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Exp(x, y), (TranscendentalDouble, 1)),
        Case("SoftMax", (ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.SoftMax(x, y), (TranscendentalDouble, 2), (AddDouble, 1), (DivideDouble, 1)),
        Case("Sigmoid", (ReadOnlySpan<float> x, Span<float> y) => TensorPrimitives.Sigmoid(x, y), (TranscendentalSingle, 1), (AddSingle, 2), (DivideSingle, 1)),
        Case("CosineSimilarity", (ReadOnlySpan<double> x) => TensorPrimitives.CosineSimilarity(x, x), (MultiplyDouble, 3), (AddDouble, 3)),
        Case("Distance", (ReadOnlySpan<double> x) => TensorPrimitives.Distance(x, x), (MultiplyDouble, 1), (AddDouble, 2)),
        Case("Norm", (ReadOnlySpan<double> x) => TensorPrimitives.Norm(x), (MultiplyDouble, 1), (AddDouble, 1)),
        Case("MultiplyAdd", (ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.MultiplyAdd(x, 2, x, y), (MultiplyDouble, 1), (AddDouble, 1)),
        Case("Log to a base", (ReadOnlySpan<double> x, Span<double> y) => TensorPrimitives.Log(x, x, y), (TranscendentalDouble, 2), (DivideDouble, 1)),
        Case("SequenceEqual", (ReadOnlySpan<double> x) => x.SequenceEqual(x), (CompareDouble, 1)),
        Case("IndexOfAny", (ReadOnlySpan<double> x) => x.IndexOfAny(1, 2), (CompareDouble, 2)),
    ];

    private static TestCaseData[] Shimmed { get; } =
    [
        Shim("Sum", (double[] x) => x.Sum(), "EnumerableSum"),
        Shim("Average with a selector", (List<string> x) => x.Average(each => (float)each.Length), "EnumerableAverage"),
        Shim("Max of nullables", (IEnumerable<double?> x) => x.Max(), "EnumerableMax"),
        Shim("generic Min", (IEnumerable<Half> x) => x.Min(), "EnumerableMin"),
        Shim("generic Min with a selector", (IEnumerable<int> x) => x.Min(each => (Half)each), "EnumerableMin"),
        Shim("Array.Sort", (double[] x) => Array.Sort(x), "ArraySort"),
        Shim("Array.Sort of a range", (float[] x) => Array.Sort(x, 1, 2), "ArraySort"),
        Shim("Array.Sort with items", (double[] x, int[] y) => Array.Sort(x, y), "ArraySort"),
        Shim("MemoryExtensions.Sort", (double[] x) => x.AsSpan().Sort(), "MemoryExtensionsSort"),
        Shim("List.Sort", (List<double> x) => x.Sort(), "ListSort"),
        Shim("Thread", () => new Thread(() => { }), "ThreadConstructor"),
        Shim("Thread.UnsafeStart", (Thread x) => x.UnsafeStart(), "ThreadUnsafeStart"),
        Shim("ThreadPool", (WaitCallback x) => ThreadPool.QueueUserWorkItem(x), "ThreadPoolQueueUserWorkItem"),
        Shim("ThreadPool with a state", (Action<int> x) => ThreadPool.UnsafeQueueUserWorkItem(x, 1, preferLocal: true), "ThreadPoolUnsafeQueueUserWorkItem"),
        Shim("Timer", (TimerCallback x) => new Timer(x), "TimerConstructor"),
        Shim("Stopwatch", (System.Diagnostics.Stopwatch x) => x.Elapsed, "StopwatchElapsed"),
        Shim("TimeProvider", () => TimeProvider.System, "TimeProviderSystem"),
        Shim("CancelAfter", (CancellationTokenSource x) => x.CancelAfter(1), "CancellationTokenSourceCancelAfter"),
    ];

    private static TestCaseData[] Escapes { get; } =
    [
        Code("Expression.Compile", (Expression<Func<double, double>> x) => x.Compile()),
        Code("MethodInfo.Invoke", (MethodInfo x) => x.Invoke(null, null)),
        Code("ConstructorInfo.Invoke", (ConstructorInfo x) => x.Invoke(null)),
        Code("PropertyInfo.GetValue", (PropertyInfo x) => x.GetValue(null)),
        Code("Delegate.DynamicInvoke", (Delegate x) => x.DynamicInvoke()),
        Code("Delegate.CreateDelegate", (Type x) => Delegate.CreateDelegate(x, x, "F")),
        Code("Activator.CreateInstance", (Type x) => Activator.CreateInstance(x)),
        Code("Assembly.Load", (byte[] x) => Assembly.Load(x)),
        Code("Process.Start", (Process x) => x.Start()),
        Code("NativeLibrary.Load", (string x) => System.Runtime.InteropServices.NativeLibrary.Load(x)),
        Code("SuppressFlow", () => ExecutionContext.SuppressFlow()),
        Code("a work item that is no delegate", (IThreadPoolWorkItem x) => ThreadPool.UnsafeQueueUserWorkItem(x, preferLocal: true)),
        Code("DynamicMethod", (Type x) => new System.Reflection.Emit.DynamicMethod("F", x, null)),
        Code("dynamic", (dynamic x) => x + 1.0),
    ];

    private static TestCaseData[] HiddenComparisons { get; } =
    [
        Code("OrderBy", (int[] x) => x.OrderBy(each => 1.0 / each)),
        Code("Order", (float[] x) => x.Order()),
        Code("Distinct", (double[] x) => x.Distinct()),
        Code("MaxBy", (string[] x) => x.MaxBy(each => 1.0 / each.Length)),
        Code("SequenceEqual of sequences", (IEnumerable<double> x) => x.SequenceEqual(x)),
        Code("a parallel sum", (ParallelQuery<double> x) => x.Sum()),
        Code("List.Contains", (List<double> x) => x.Contains(1)),
        Code("Array.BinarySearch", (double[] x) => Array.BinarySearch(x, 1)),
        Code("a priority queue", (PriorityQueue<string, double> x) => x.Enqueue("", 1)),
        Code("a sorted dictionary", (SortedDictionary<float, string> x) => x.Add(1, "")),
        Code("Matrix4x4.Decompose", (Matrix4x4 x) => Matrix4x4.Decompose(x, out _, out _, out _)),
        Code("arithmetic of tensors", (Tensor<double> x) => Tensor.Sum<double>(x)),
    ];

    private static TestCaseData[] Plumbing { get; } =
    [
        Code("LINQ", (double[] x) => x.Where(each => each > 0).Select(each => (float)each).Zip(x).Skip(1).ToArray()),
        Code("LINQ with selectors", (double[] x) => x.Aggregate(0.0, (sum, each) => sum + each) + x.Count(each => each > 1) + x.First() + x.ToList().Count),
        Code("LINQ grouping", (double[] x) => x.GroupBy(each => (int)each).ToDictionary(group => group.Key, group => group.ToList())),
        Code("LINQ over integers", (int[] x) => x.OrderBy(each => each).Distinct().Sum() + x.Max()),
        Code("sort by the plugin's own comparison", (double[] x, List<double> y) =>
        {
            Array.Sort(x, (a, b) => b.CompareTo(a));
            y.Sort((a, b) => b.CompareTo(a));
            x.AsSpan().Sort((a, b) => b.CompareTo(a));
        }),
        Code("order by the plugin's own comparer", (double[] x, IComparer<double> y) => x.Order(y)),
        Code("list and dictionary", (List<double> x, Dictionary<string, double[]> y) =>
        {
            x.Add(1);
            x.AddRange(y["a"]);
            y.TryGetValue("b", out _);
            foreach (double each in x)
            {
                y["c"][0] = each;
            }
        }),
        Code("spans", (double[] x) =>
        {
            Span<double> span = x.AsSpan(1, 2);
            span.Fill(2);
            span.Clear();
            span.CopyTo(x);
            return span[1..].ToArray();
        }),
        Code("array", (double[] x) =>
        {
            Array.Copy(x, x, 1);
            Array.Fill(x, 2);
            Array.Resize(ref x, 3);
            return (Array.ConvertAll(x, each => (float)each), x.Clone(), Array.FindIndex(x, each => each > 1));
        }),
        Code("text", (double x) => x.ToString("R", System.Globalization.CultureInfo.InvariantCulture) + double.Parse("1", System.Globalization.CultureInfo.InvariantCulture) + $"{x:F3}"),
        Code("conversion", (double x) => BitConverter.DoubleToInt64Bits(x) + Convert.ToInt32(x) + (long)(decimal)x + (long)new BigInteger(x)),
        Code("time", (TimeSpan x) => x.TotalSeconds + Stopwatch.GetElapsedTime(0, Stopwatch.Frequency).TotalDays + TimeSpan.FromSeconds(1.5).TotalHours),
        Code("tasks", (Task<double> x) => x.ContinueWith(each => each.Result, TaskScheduler.Default)),
        Code("Parallel.For", (double[] x) => Parallel.For(0, x.Length, i => x[i] = i)),
        Code("delegates", (Func<double, double> x, Action<float> y) =>
        {
            y(1);
            return x(2);
        }),
        Code("tuples", (double x) => (x, Tuple.Create(x, 1f), new KeyValuePair<string, double>("", x), ((double?)x).GetValueOrDefault())),
        Code("interlocked", (double[] x) => Interlocked.Exchange(ref x[0], 1) + Volatile.Read(ref x[1])),
        Code("memory", (double[] x) => System.Runtime.InteropServices.MemoryMarshal.Cast<double, Vector512<double>>(x).Length + System.Runtime.CompilerServices.Unsafe.SizeOf<double>()),
        Code("elements of a tensor", (Tensor<double> x) => x[0, 1] = Tensor.Create<double>([1, 2])[0]),
        Code("pools", () => System.Buffers.ArrayPool<double>.Shared.Rent(3)),
        Code("JSON", (double x) => System.Text.Json.JsonSerializer.Serialize(x)),
        Code("console", (double x) => Console.WriteLine(x)),
        Code("field by reflection", (FieldInfo x) => x.GetValue(null)),
        Code("new T", () => Activator.CreateInstance<List<double>>()),
        Code("dependency injection", (IServiceProvider x) => (double[]?)x.GetService(typeof(double[]))),
    ];

    [TestCaseSource(nameof(Priced))]
    public void CostsWhatItDoes(Delegate code, OperationCounts expected) => Assert.That(CallsOf.Operations(code), Is.EqualTo(expected));

    [TestCaseSource(nameof(Priced))]
    public void NothingPricedIsUnmeteredOrShimmed(Delegate code, OperationCounts expected) =>
        Assert.That(CallsOf.Lambda(code).Select(price => price.Kind), Has.None.EqualTo(CallKind.Unmetered).And.None.EqualTo(CallKind.Shimmed));

    [TestCaseSource(nameof(PerElement))]
    public void SpansCostPerElement(Delegate code, OperationCounts expected)
    {
        var cost = CallsOf.Lambda(code).Single(price => price.Kind == CallKind.Priced).Cost!;
        Assert.That(cost.SpanParameter, Is.Zero);
        Assert.That(cost.Operations, Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Shimmed))]
    public void IsReplaced(Delegate code, string shim) =>
        Assert.That(CallsOf.Lambda(code).Where(price => price.Kind is CallKind.Shimmed or CallKind.Unmetered).Select(price => price.Shim), Is.EqualTo([shim]));

    [Test]
    public void AGatherCountsWhatItFetches()
    {
        var gather = typeof(Avx2).GetMethod(nameof(Avx2.GatherVector128), [typeof(float).MakePointerType(), typeof(Vector256<long>), typeof(byte)])!;
        Assert.That(CallsOf.Reflected(gather).Cost, Is.EqualTo(new CallCost(OperationCounts.Of((OperationClass.Gather, 4)))));
    }

    [Test]
    public void AsyncVoidIsReplaced() => Assert.That(
        CallsOf.Reflected(typeof(System.Runtime.CompilerServices.AsyncVoidMethodBuilder).GetMethod("SetException")!).Shim,
        Is.EqualTo("AsyncVoidSetException"));

    [TestCaseSource(nameof(Escapes))]
    public void EscapesAreUnmetered(Delegate code) => Assert.That(Unmetered(code), Is.EqualTo([UnmeteredKind.Escape]));

    [TestCaseSource(nameof(HiddenComparisons))]
    public void ArithmeticOutsideTheListIsUnmetered(Delegate code) => Assert.That(Unmetered(code), Is.EqualTo([UnmeteredKind.Arithmetic]));

    [TestCaseSource(nameof(Plumbing))]
    public void EverydayCodeIsFree(Delegate code) => Assert.That(CallsOf.Lambda(code).Select(price => price.Kind), Is.Not.Empty.And.All.EqualTo(CallKind.Free));

    [Test]
    public void AGenericElementIsLeftToTheJit()
    {
        var price = CallsOf.Method(typeof(CallPricesTests), nameof(SquareOf)).Single();
        Assert.That(price.Cost!.GenericElement, Is.InstanceOf<GenericParameter>());
        Assert.That(price.Cost.VectorBits, Is.Zero);
        Assert.That(price.Cost.Operations, Is.EqualTo(OperationCounts.Of((MultiplyDouble, 1))));
    }

    [Test]
    public void AGenericVectorStatesItsWidth()
    {
        var prices = CallsOf.Method(typeof(CallPricesTests), nameof(GenericVectors));
        Assert.That(prices.Select(price => (price.Cost!.VectorBits, price.Cost.GenericElement!.Name)), Is.EqualTo(new[] { (256, "T"), (VectorType.MachineWidth, "T") }));
        Assert.That(prices.Select(price => price.Cost!.Operations), Is.EqualTo(new[] { OperationCounts.Of((CompareDouble, 1)), OperationCounts.Of((AddDouble, 1)) }));
    }

    [Test]
    public void AGenericSpanCostsPerElement()
    {
        var cost = CallsOf.Method(typeof(CallPricesTests), nameof(GenericSum)).Single(price => price.Kind == CallKind.Priced).Cost!;
        Assert.That((cost.SpanParameter, cost.GenericElement?.Name), Is.EqualTo((0, "T")));
    }

    [Test]
    public void AGenericMaximumIsReplaced() => Assert.That(CallsOf.Method(typeof(CallPricesTests), nameof(GenericMaximum)).Single().Shim, Is.EqualTo("EnumerableMax"));

    [Test]
    public void ConcreteTypesSettleGenericMath()
    {
        Assert.That(OnType(typeof(float)).Cost, Is.EqualTo(new CallCost(OperationCounts.Of((MultiplySingle, 1)))));
        Assert.That(OnType(typeof(Complex)).Cost, Is.EqualTo(new CallCost(OperationCounts.Of((MultiplyDouble, 4), (AddDouble, 2)))));
        Assert.That(OnType(typeof(int)).Kind, Is.EqualTo(CallKind.Free));
        Assert.That(OnType(typeof(decimal)).Kind, Is.EqualTo(CallKind.Free));

        static CallPrice OnType(Type type)
        {
            using var module = ModuleDefinition.CreateModule("Scratch", ModuleKind.Dll);
            var self = module.ImportReference(type);
            var method = module.ImportReference(typeof(IMultiplyOperators<,,>).MakeGenericType(type, type, type).GetMethod("op_Multiply"));
            return CallPrices.Of(method, self);
        }
    }

    private static TestCaseData Case(string name, Delegate code, params ReadOnlySpan<(OperationClass Operation, long Count)> operations) =>
        new TestCaseData(code, OperationCounts.Of(operations)).SetArgDisplayNames(name);

    private static TestCaseData Shim(string name, Delegate code, string shim) => new TestCaseData(code, shim).SetArgDisplayNames(name);

    private static TestCaseData Code(string name, Delegate code) => new TestCaseData(code).SetArgDisplayNames(name);

    private static UnmeteredKind[] Unmetered(Delegate code) =>
        [.. CallsOf.Lambda(code).Where(price => price.Kind == CallKind.Unmetered).Select(price => price.Unmetered).Distinct()];

    private static T SquareOf<T>(T x)
        where T : INumber<T> => x * x;

    private static Vector<T> GenericVectors<T>(Vector256<T> x, Vector<T> y)
    {
        _ = Vector256.Max(x, x);
        return y + y;
    }

    private static T GenericSum<T>(ReadOnlySpan<T> x)
        where T : INumber<T> => TensorPrimitives.Sum(x);

    private static T? GenericMaximum<T>(IEnumerable<T> x) => x.Max();
}
