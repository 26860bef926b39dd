using System.Numerics;
using System.Runtime.Intrinsics.X86;
using static AlgZoo.Hosting.Tests.Count;

namespace AlgZoo.Hosting.Tests;

/// <summary>
/// What the cases of the fixture MeteringCases execute for a given n, counted by hand in their C# source: every addition, subtraction and negation, multiplication, division and remainder, and
/// comparison, in the precision of its operands; library calls by the table of docs/compute-accounting.md; a vector operation once for each lane.
/// </summary>
internal static class ExpectedCounts
{
    /// <summary>Cases that must be counted exactly.</summary>
    public static IReadOnlyDictionary<string, Func<int, OperationCounts>> Exact { get; } = new Dictionary<string, Func<int, OperationCounts>>
    {
        ["Products.ScalarDouble"] = n => Doubles(add: n * n, multiply: n * n),
        ["Products.ScalarSingle"] = n => Singles(add: n * n, multiply: n * n),
        ["Products.ScalarFused"] = n => Doubles(fused: n * n),
        ["Products.Vector512Fused"] = n => Singles(fused: n * InBlocks(n, 16), add: n * 16),
        ["Products.Avx512FourSums"] = n => Avx512F.IsSupported ? Singles(fused: n * InBlocks(n, 64), add: n * 4 * 16) : OperationCounts.None,
        ["Products.VectorOfSingle"] = n => Singles(multiply: n * InBlocks(n, Vector<float>.Count), add: n * (InBlocks(n, Vector<float>.Count) + Vector<float>.Count)),
        ["Products.VectorOfDouble"] = n => Doubles(multiply: n * InBlocks(n, Vector<double>.Count), add: n * (InBlocks(n, Vector<double>.Count) + Vector<double>.Count)),
        ["Products.VectorOfInt32"] = _ => OperationCounts.None,
        ["Products.AvxDouble"] = n => Avx.IsSupported ? Doubles(multiply: n * InBlocks(n, 4), add: n * InBlocks(n, 4)) : OperationCounts.None,
        ["Products.FmaSingle"] = n => Fma.IsSupported ? Singles(fused: InBlocks(n, 8)) : OperationCounts.None,
        ["Products.SseScalars"] = n => Sse.IsSupported ? Singles(add: n, squareRoot: n) : OperationCounts.None,
        ["Products.Vector256Operators"] = n => Doubles(multiply: InBlocks(n, 4), add: (2 * InBlocks(n, 4)) + 4, compare: InBlocks(n, 4)),
        ["Products.Vector128Select"] = n => Singles(compare: InBlocks(n, 4)),

        ["Libraries.MathDouble"] = n => Doubles(add: 6 * n, squareRoot: n, compare: 2 * n, transcendental: 2 * n),
        ["Libraries.MathSingle"] = n => Singles(add: 5 * n, squareRoot: n, compare: n, transcendental: n, fused: n),
        ["Libraries.MathOfIntegers"] = _ => OperationCounts.None,
        ["Libraries.TensorDot"] = n => Doubles(add: n * n, multiply: n * n),
        ["Libraries.TensorExpAddMultiply"] = n => Singles(transcendental: n, add: n, multiply: n),
        ["Libraries.TensorSumMax"] = n => Doubles(add: n, compare: n),
        ["Libraries.EnumerableSum"] = n => Doubles(add: n),
        ["Libraries.EnumerableSumOfSquares"] = n => Doubles(add: n, multiply: n),
        ["Libraries.EnumerableAverage"] = n => Doubles(add: n, divide: 1),
        ["Libraries.EnumerableMin"] = n => Doubles(compare: n),
        ["Libraries.EnumerableMax"] = n => Doubles(compare: n),
        ["Libraries.EnumerableSumOfInt32"] = _ => OperationCounts.None,
        ["Libraries.ArraySort"] = n => OperationCounts.Of((OperationClass.SortStep, n * (32 - BitOperations.LeadingZeroCount((uint)n - 1)))),
        ["Libraries.ReflectionOfLoop"] = n => Doubles(add: n),
        // Newtonsoft.Json's reader asks before each number whether the last tenth of its buffer is reached: length - position <= length * 0.1.
        ["Libraries.JsonOfIntegers"] = n => Doubles(multiply: n, compare: n),
        // Only what is around the calls that the meter cannot see.
        ["Libraries.OrderBy"] = n => Doubles(add: n),
        ["Libraries.ParallelEnumerableSum"] = n => Doubles(multiply: n),
        ["Libraries.NativeCosine"] = _ => OperationCounts.None,
        ["Libraries.CompiledExpression"] = n => Doubles(multiply: n),

        // The library adds each inner product to a cleared element, times an alpha of 1.
        ["MathNetLibrary.Product"] = n => Doubles(multiply: ((long)n * n * n) + (n * n), add: ((long)n * n * n) + (n * n)),
        ["MathNetLibrary.MatrixTimesVector"] = n => Doubles(multiply: (n * n) + n, add: (n * n) + n),
        ["MathNetLibrary.PointwiseExp"] = n => Doubles(transcendental: n),
        // Column by column (Crout): inner products of min(i, j) terms, their subtraction, |.| twice and a comparison for the pivot, a test against zero, the multipliers.
        ["MathNetLibrary.Lu"] = n => Doubles(
            multiply: InnerProducts(n), add: InnerProducts(n) + (n * n) + (2 * BelowDiagonal(n)), compare: BelowDiagonal(n) + n, divide: BelowDiagonal(n)),

        ["Generics.DotOfDouble"] = n => Doubles(add: n, multiply: n),
        ["Generics.DotOfSingle"] = n => Singles(add: n, multiply: n),
        ["Generics.DotOfHalf"] = n => Singles(add: n, multiply: n),
        ["Generics.DotOfInt32"] = _ => OperationCounts.None,
        ["Generics.DotOfDecimal"] = _ => OperationCounts.None,
        ["Generics.DualOfDouble"] = n => Doubles(multiply: 3 * n, add: n),
        ["Generics.DualOfSingle"] = n => Singles(multiply: 3 * n, add: n),
        ["Generics.DualOfInt32"] = _ => OperationCounts.None,
        ["Generics.LargestOfDouble"] = n => Doubles(compare: n),
        ["Generics.LargestOfInt64"] = _ => OperationCounts.None,
        ["Generics.RootsOfSingle"] = n => Singles(add: n, multiply: n, squareRoot: n),
        ["Generics.NestedGenericMethods"] = n => Doubles(add: n, multiply: n),
        ["Generics.GenericClass"] = n => Doubles(add: n),
        ["Generics.StaticAbstractMembers"] = n => Doubles(add: 2 * n, multiply: 2 * n, compare: n),

        ["Branches.ReluByCompare"] = n => Doubles(compare: n),
        ["Branches.ReluByMax"] = n => Doubles(compare: n),
        ["Branches.LeakyRelu"] = n => Doubles(compare: n, multiply: ((double[])CasePlugin.Original.Case("Branches.LeakyRelu")(n)).LongCount(y => y < 0)),
        ["Branches.Ternary"] = n => Doubles(add: n + (n / 2)),
        ["Branches.StoredComparison"] = n => Doubles(compare: n),
        ["Branches.ReturnedComparison"] = n => Singles(compare: n),
        ["Branches.NotEqual"] = n => Doubles(compare: n),
        ["Branches.CompareWithNaN"] = n => Doubles(compare: n),
        ["Branches.ShortCircuit"] = n => Doubles(compare: n + (n / 2), multiply: n / 2),
        ["Branches.Switch"] = n => Doubles(add: Rounds(n, i => i % 4 < 3), multiply: Rounds(n, i => i % 4 == 2)),
        ["Branches.BigSwitch"] = n => Doubles(
            add: Rounds(n, i => i % 10 is 0 or 3 or 4 or 6),
            multiply: Rounds(n, i => i % 10 == 1),
            divide: Rounds(n, i => i % 10 is 2 or 5),
            squareRoot: Rounds(n, i => i % 10 == 4),
            transcendental: Rounds(n, i => i % 10 == 8),
            compare: Rounds(n, i => i % 10 == 9)),
        ["Branches.MixedPrecision"] = n => Doubles(add: 2 * n, multiply: n) + Singles(multiply: n),
        ["Branches.Conversions"] = _ => OperationCounts.None,

        ["Integers.Int32"] = _ => OperationCounts.None,
        ["Integers.Int64"] = _ => OperationCounts.None,
        ["Integers.Checked"] = n => Doubles(add: n),
        ["Integers.Decimals"] = _ => OperationCounts.None,

        ["Loops.TinyInnerLoop"] = n => Doubles(add: 3 * n, multiply: 3 * n),
        ["Loops.OftenEmptyInnerLoop"] = n => Doubles(add: n / 2),
        ["Loops.ThreeDeep"] = n => Doubles(multiply: n, add: n * 5 * (1 + 7), divide: n * 5),
        ["Loops.EarlyBreak"] = n => Doubles(add: n * (n + 1) / 2),
        ["Loops.EarlyContinue"] = n => Doubles(add: n / 2),
        ["Loops.EarlyReturn"] = n => Doubles(add: (n * (n + 1) / 2) + n, compare: n * (n + 1) / 2),
        ["Loops.BreakOutOfBoth"] = _ => Doubles(add: 101, compare: 101),
        ["Loops.Goto"] = n => Doubles(multiply: n, add: n / 2),
        ["Loops.DoWhile"] = n => Doubles(add: n),
        ["Loops.FloatingCounter"] = n => Doubles(compare: n + 1, add: 2 * n),
        ["Loops.BreakOnValue"] = n => Doubles(add: n, compare: n),
        ["Loops.Unrolled"] = n => Doubles(add: n + 3),
        ["Loops.CallsInside"] = n => Doubles(multiply: n, add: n + (3 * n)),
        ["Loops.SiblingLoops"] = n => Doubles(add: 4 * n, multiply: 2 * n),
        ["Loops.LinkedList"] = n => Doubles(add: n),
        ["Loops.ManyMixes"] = n => Singles(
                add: Rounds(n, i => (i & 16) == 0), multiply: Rounds(n, i => (i & 32) == 0), divide: Rounds(n, i => (i & 64) == 0), squareRoot: Rounds(n, i => (i & 128) == 0))
            + Doubles(
                add: Rounds(n, i => (i & 1) == 0) + Rounds(n, i => (i & 5) == 0) + 1,
                multiply: Rounds(n, i => (i & 2) == 0) + Rounds(n, i => (i & 3) == 0),
                divide: Rounds(n, i => (i & 4) == 0),
                squareRoot: Rounds(n, i => (i & 8) == 0),
                compare: Rounds(n, i => (i & 3) == 0),
                transcendental: Rounds(n, i => (i & 5) == 0)),

        ["Structs.Operators"] = n => Doubles(multiply: 6 * n, add: 5 * n),
        ["Structs.Nullable"] = n => Doubles(add: n),
        ["Structs.Tuples"] = n => Doubles(add: n),
        ["Structs.Records"] = n => Doubles(add: 3 * n, multiply: 2 * n),
        ["Structs.Properties"] = n => Doubles(add: n, multiply: n, divide: n),
        ["Structs.Indexers"] = n => Doubles(add: n, multiply: n),
        ["Structs.RefStructs"] = n => Doubles(add: (2 * n) + 1, multiply: n + 1),
        ["Structs.InlineArrays"] = n => Doubles(add: n + 3),
        ["Structs.ComplexNumbers"] = n => Doubles(multiply: 4 * n, add: 4 * n),
        ["Structs.Vector3s"] = n => Singles(multiply: 3 * n, add: 3 * n),
        ["Structs.Halves"] = n => Singles(multiply: n, add: n),
        ["Structs.ComparisonOperators"] = n => Doubles(compare: n),

        ["Memory.TwoDimensionalArrays"] = n => Doubles(add: 2 * n * n),
        ["Memory.JaggedArrays"] = n => Singles(add: 4 * n),
        ["Memory.Pointers"] = n => Doubles(add: n),
        ["Memory.StackMemory"] = n => Doubles(add: n) + Singles(multiply: n),
        ["Memory.FixedBuffers"] = n => Doubles(add: n),
        ["Memory.RefLocals"] = n => Doubles(add: n, multiply: n),
        ["Memory.RefReturns"] = n => Singles(add: n),
        ["Memory.ForeachSpan"] = n => Doubles(add: n),
        ["Memory.Lists"] = n => Doubles(add: 2 * n, multiply: n),
        ["Memory.Dictionaries"] = n => Doubles(add: n, multiply: n),
        ["Memory.CompoundAssignment"] = n => Doubles(add: 3 * n, multiply: n),
        ["Memory.VolatileFields"] = n => Singles(add: n),
        ["Memory.ThreadStatics"] = n => Doubles(add: n),
        ["Memory.Boxing"] = n => Doubles(add: n),

        ["Functions.Virtual"] = n => Doubles(multiply: 2 * n, add: 2 * n, compare: n),
        ["Functions.Interfaces"] = n => Doubles(multiply: 3 * n, add: 6 * n),
        ["Functions.Lambda"] = n => Doubles(multiply: n, add: n),
        ["Functions.DelegateInField"] = n => Doubles(multiply: n, add: n),
        ["Functions.Multicast"] = n => Doubles(multiply: n, add: 2 * n),
        ["Functions.MethodGroupOfMath"] = n => Doubles(squareRoot: n, add: n),
        ["Functions.MethodGroupOfOwn"] = n => Doubles(multiply: n, add: n),
        ["Functions.FunctionPointers"] = n => Doubles(multiply: n, add: n, squareRoot: n),
        // The sum approaches 1.5, so that the local function never subtracts.
        ["Functions.LocalFunction"] = n => Doubles(add: n, compare: n, multiply: n),
        ["Functions.Recursion"] = n => Doubles(multiply: n),
        // 233 leaves.
        ["Functions.RecursionTree"] = _ => Doubles(add: 232),
        ["Functions.Iterator"] = n => Doubles(multiply: n, add: n),
        ["Functions.IteratorWithFinally"] = n => Doubles(multiply: n, add: n, divide: 1),
        ["Functions.AbandonedIterator"] = _ => Doubles(multiply: 1, divide: 1),
        ["Functions.LinqPipeline"] = n => Doubles(compare: n, multiply: n - 10, add: n - 10),
        ["Functions.QuerySyntax"] = n => Doubles(multiply: n, compare: n, add: 16),
        ["Functions.LazyValue"] = n => Doubles(add: n),
        ["Functions.OptionalAndNamed"] = n => Doubles(multiply: n, add: n),
        ["Functions.ByReference"] = n => Doubles(multiply: n, add: 2 * n),

        ["Exceptions.TryFinally"] = n => Doubles(add: n, multiply: n),
        ["Exceptions.ExplicitThrow"] = n => Doubles(add: 100 * n),
        ["Exceptions.ThrowInsideLoop"] = n => Doubles(add: 58 * n),
        ["Exceptions.ImplicitThrowInSameMethod"] = n => Doubles(add: n, multiply: n),
        ["Exceptions.Filter"] = n => Doubles(add: n + ((n + 1) / 2), multiply: (n + 1) / 2, compare: (n + 1) / 2),
        ["Exceptions.FilterThatDeclines"] = n => Doubles(add: n, multiply: n, compare: n, divide: n),
        ["Exceptions.Rethrow"] = n => Doubles(add: n, multiply: n),
        ["Exceptions.LoopInCatch"] = n => Doubles(add: n),
        ["Exceptions.LoopInFinally"] = n => Doubles(add: n, multiply: n),
        ["Exceptions.ReturnFromTry"] = n => Doubles(add: Enumerable.Range(0, n).Sum(i => (i & 3) + 1) + n, multiply: n),
        ["Exceptions.LoopStartsWithTry"] = n => Doubles(add: (2 * n) + 1),
        ["Exceptions.Using"] = n => Doubles(add: n, multiply: n),
        ["Exceptions.Locked"] = n => Doubles(add: n),

        ["Asynchronous.Suspending"] = n => Doubles(add: n),
        ["Asynchronous.Completed"] = n => Doubles(add: n),
        ["Asynchronous.ValueTasks"] = n => Doubles(multiply: n),
        ["Asynchronous.Enumerable"] = n => Doubles(multiply: n, add: n),
        ["Asynchronous.WhenAll"] = n => Doubles(add: 10 * n),
        ["Asynchronous.Exceptions"] = n => Doubles(add: 2 * n, multiply: n),
        ["Asynchronous.LoopsBetweenAwaits"] = n => Doubles(add: 20 * n, multiply: 5 * n),
        ["Asynchronous.AsyncVoid"] = n => Doubles(add: n),
        ["Asynchronous.AsyncLambda"] = n => Doubles(add: n, multiply: 1),

        ["Threads.ParallelFor"] = n => Doubles(add: n * n, multiply: n * n),
        ["Threads.ParallelForWithLocals"] = n => Doubles(add: n),
        ["Threads.ParallelInvoke"] = n => Doubles(add: 3 * n),
        ["Threads.ParallelQuery"] = n => Doubles(multiply: n),
        ["Threads.TaskRun"] = n => Doubles(add: n),
        ["Threads.Continuations"] = n => Doubles(add: n, multiply: 1),
        ["Threads.LongRunningTask"] = n => Doubles(add: n),
        ["Threads.NewThread"] = n => Doubles(add: n),
        ["Threads.NewThreadWithArgument"] = n => Doubles(add: n),
        ["Threads.ThreadUnsafeStart"] = n => Doubles(add: n),
        ["Threads.QueueUserWorkItem"] = n => Doubles(add: n),
        ["Threads.UnsafeQueueUserWorkItem"] = n => Doubles(add: n),
        ["Threads.SignalAfterLoop"] = n => Doubles(add: n),
        ["Threads.Timers"] = n => Doubles(add: n),
        // Static constructors are set-up, and a finalizer belongs to no cell.
        ["Threads.StaticConstructor"] = _ => OperationCounts.None,
        ["Threads.Finalizer"] = _ => OperationCounts.None,
    };

    /// <summary>Cases that cannot be counted exactly: what is surely counted, and what may be counted besides.</summary>
    public static IReadOnlyDictionary<string, (Func<int, OperationCounts> Surely, Func<int, OperationCounts> Possibly)> Inexact { get; } =
        new Dictionary<string, (Func<int, OperationCounts> Surely, Func<int, OperationCounts> Possibly)>
        {
            // An exception that the runtime raises inside a loop takes with it what the loop kept to itself, here all of its 100 additions: the most that it can have kept is charged, 512 rounds.
            ["Exceptions.ImplicitThrow"] = (n => OperationCounts.Of((OperationClass.Unwound, 512 * n)), n => OperationCounts.Of((OperationClass.Unwound, 512 * n))),
            // A leaf is charged where it is called, and reflection is no call.
            ["Libraries.ReflectionOfLeaf"] = (n => Doubles(add: n, multiply: 1), n => Doubles(multiply: n)),
            // As JsonOfIntegers; besides, the writer tests each number for infinity and NaN, at most twice.
            ["Libraries.JsonOfDoubles"] = (n => Doubles(multiply: n, compare: n), n => Doubles(compare: 4 * n)),
            // The library compares the factor with 0 and 1 before and after it knows its type.
            ["MathNetLibrary.ScaleAndAdd"] = (n => Doubles(multiply: n, add: n, compare: 2), _ => Doubles(compare: 2)),
        };

    private static long InBlocks(int n, int lanes) => n / lanes * lanes;

    private static long InnerProducts(long n) => (n - 1) * n * ((2 * n) - 1) / 6;

    private static long BelowDiagonal(long n) => n * (n - 1) / 2;
}
