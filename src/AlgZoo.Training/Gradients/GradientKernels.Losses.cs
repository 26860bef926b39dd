using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>Losses and their gradients.</content>
internal sealed unsafe partial class GradientKernels<TFloat, TInt, TWord, TLanes>
{
    // exp(-20) = 2e-9 is lost beside the largest probability, and what it gives is denormal a few products later.
    private const float LeastLogit = -20;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CrossEntropy(float* logits, int outputSize, int* labels, int tiles, float* losses, int* hits)
    {
        int end = outputSize * Tile.Lanes;
        var zero = TLanes.Create(0f);
        for (int tile = 0; tile < tiles; tile++, logits += end, labels += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                float* column = logits + lane;
                var label = TLanes.Load(labels + lane);
                var largest = TLanes.Load(column);
                var ofLabel = largest;
                var answer = TLanes.Create(0);
                for (int i = Tile.Lanes; i < end; i += Tile.Lanes)
                {
                    var logit = TLanes.Load(column + i);
                    var index = TLanes.Create(i / Tile.Lanes);
                    answer = TLanes.Select(TLanes.GreaterThan(logit, largest), index, answer);
                    largest = TLanes.AtLeast(largest, logit);
                    ofLabel = TLanes.Select(TLanes.Equals(label, index), logit, ofLabel);
                }

                // The label's p - 1 is minus the sum of the others, which does not cancel.
                var others = zero;
                var ofLabelExp = zero;
                for (int i = 0; i < end; i += Tile.Lanes)
                {
                    var difference = TLanes.Subtract(TLanes.Load(column + i), largest);
                    var exp = LaneMath<TFloat, TInt, TWord, TLanes>.ExpOfNonpositive(difference);
                    exp = TLanes.Select(TLanes.GreaterThan(TLanes.Create(LeastLogit), difference), zero, exp);
                    var isLabel = TLanes.Equals(label, TLanes.Create(i / Tile.Lanes));
                    TLanes.Store(exp, column + i);
                    others = TLanes.Add(others, TLanes.Select(isLabel, zero, exp));
                    ofLabelExp = TLanes.Select(isLabel, exp, ofLabelExp);
                }

                var sum = TLanes.Add(others, ofLabelExp);
                var scale = TLanes.Divide(TLanes.Create(1f), sum);
                var ofLabelGradient = TLanes.Subtract(zero, others);
                for (int i = 0; i < end; i += Tile.Lanes)
                {
                    var isLabel = TLanes.Equals(label, TLanes.Create(i / Tile.Lanes));
                    TLanes.Store(TLanes.Multiply(scale, TLanes.Select(isLabel, ofLabelGradient, TLanes.Load(column + i))), column + i);
                }

                var logarithm = TLanes.Multiply(TLanes.Create(-0.5f), LaneLogarithm<TFloat, TInt, TWord, TLanes>.MinusTwice(sum));
                int sumLane = lane % OuterProducts.SumLanes;
                var loss = TLanes.Add(logarithm, TLanes.Subtract(largest, ofLabel));
                TLanes.Store(TLanes.Add(TLanes.Load(losses + sumLane), loss), losses + sumLane);
                TLanes.Store(TLanes.Subtract(TLanes.Load(hits + sumLane), TLanes.Equals(label, answer)), hits + sumLane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SquaredError(float* outputs, float* targets, int tiles, float* losses)
    {
        for (int i = 0; i < tiles * Tile.Lanes; i += TLanes.Count)
        {
            var error = TLanes.Subtract(TLanes.Load(outputs + i), TLanes.Load(targets + i));
            TLanes.Store(TLanes.Add(error, error), outputs + i);
            int sumLane = i % OuterProducts.SumLanes;
            TLanes.Store(TLanes.FusedMultiplyAdd(error, error, TLanes.Load(losses + sumLane)), losses + sumLane);
        }
    }
}
