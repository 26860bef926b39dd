using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>AdamW.</content>
internal sealed unsafe partial class GradientKernels<TFloat, TInt, TWord, TLanes>
{
    private const float SmallestMoment = 1e-30f;

    public override void Update(in AdamWStep step, float* gradient, float* parameters, float* firstMoments, float* secondMoments, int count)
    {
        int whole = count - (count % TLanes.Count);
        Vectors<TFloat, TInt, TWord, TLanes>(step, gradient, parameters, firstMoments, secondMoments, 0, whole);
        Vectors<float, int, ulong, ScalarLane>(step, gradient, parameters, firstMoments, secondMoments, whole, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<TF, TI, TW, TL>(in AdamWStep step, float* gradient, float* parameters, float* firstMoments, float* secondMoments, int from, int to)
        where TL : struct, ILanes<TF, TI, TW>
    {
        var scale = TL.Create(step.GradientScale);
        var decay = TL.Create(step.Decay);
        var minusStepSize = TL.Create(-step.StepSize);
        var rootScale = TL.Create(step.RootScale);
        var epsilon = TL.Create(AdamWStep.Epsilon);
        var newFirstShare = TL.Create(AdamWStep.NewFirstShare);
        var secondDecay = TL.Create(AdamWStep.SecondDecay);
        var newSecondShare = TL.Create(AdamWStep.NewSecondShare);
        var magnitude = TL.Create(int.MaxValue);
        var smallest = TL.Create(SmallestMoment);
        var zero = TL.Create(0f);
        for (int i = from; i < to; i += TL.Count)
        {
            var g = TL.Multiply(TL.Load(gradient + i), scale);
            var m = TL.Load(firstMoments + i);
            m = TL.FusedMultiplyAdd(TL.Subtract(g, m), newFirstShare, m);
            m = TL.Select(TL.GreaterThan(smallest, TL.AsFloat(TL.And(TL.AsInt(m), magnitude))), zero, m);
            var v = TL.Multiply(TL.Load(secondMoments + i), secondDecay);
            v = TL.FusedMultiplyAdd(TL.Multiply(g, g), newSecondShare, v);
            v = TL.Select(TL.GreaterThan(smallest, v), zero, v);
            var denominator = TL.FusedMultiplyAdd(TL.Sqrt(v), rootScale, epsilon);
            var p = TL.Multiply(TL.Load(parameters + i), decay);
            TL.Store(m, firstMoments + i);
            TL.Store(v, secondMoments + i);
            TL.Store(TL.FusedMultiplyAdd(minusStepSize, TL.Divide(m, denominator), p), parameters + i);
        }
    }
}
