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
        var one = TLanes.Create(1);
        for (int sumLane = 0; sumLane < OuterProducts.SumLanes; sumLane += TLanes.Count)
        {
            var loss = TLanes.Load(losses + sumLane);
            var hit = TLanes.Load(hits + sumLane);
            for (int tile = 0; tile < tiles; tile++)
            {
                // The logarithm of a product saves one of two logarithms.
                var product = TLanes.Create(1f);
                for (int lane = sumLane; lane < Tile.Lanes; lane += OuterProducts.SumLanes)
                {
                    float* column = logits + (tile * end) + lane;
                    var label = TLanes.Load(labels + (tile * Tile.Lanes) + lane);
                    var largest = TLanes.Load(column);
                    var ofLabel = largest;
                    var answer = TLanes.Create(0);
                    var position = TLanes.Create(1);
                    for (int i = Tile.Lanes; i < end; i += Tile.Lanes)
                    {
                        var logit = TLanes.Load(column + i);
                        answer = TLanes.Select(TLanes.GreaterThan(logit, largest), position, answer);
                        largest = TLanes.AtLeast(largest, logit);
                        ofLabel = TLanes.Select(TLanes.Equals(label, position), logit, ofLabel);
                        position = TLanes.Add(position, one);
                    }

                    // The label's p - 1 is minus the sum of the others, which does not cancel.
                    var others = zero;
                    var ofLabelExp = zero;
                    position = TLanes.Create(0);
                    for (int i = 0; i < end; i += Tile.Lanes)
                    {
                        var difference = TLanes.Subtract(TLanes.Load(column + i), largest);
                        var exp = LaneMath<TFloat, TInt, TWord, TLanes>.ExpOfNonpositive(difference);
                        exp = TLanes.Select(TLanes.GreaterThan(TLanes.Create(LeastLogit), difference), zero, exp);
                        TLanes.Store(exp, column + i);
                        var isLabel = TLanes.Equals(label, position);
                        others = TLanes.Add(others, TLanes.Select(isLabel, zero, exp));
                        ofLabelExp = TLanes.Select(isLabel, exp, ofLabelExp);
                        position = TLanes.Add(position, one);
                    }

                    var sum = TLanes.Add(others, ofLabelExp);
                    var scale = TLanes.Divide(TLanes.Create(1f), sum);
                    var ofLabelGradient = TLanes.Subtract(zero, others);
                    position = TLanes.Create(0);
                    for (int i = 0; i < end; i += Tile.Lanes)
                    {
                        var gradient = TLanes.Select(TLanes.Equals(label, position), ofLabelGradient, TLanes.Load(column + i));
                        TLanes.Store(TLanes.Multiply(scale, gradient), column + i);
                        position = TLanes.Add(position, one);
                    }

                    product = TLanes.Multiply(product, sum);
                    loss = TLanes.Add(loss, TLanes.Subtract(largest, ofLabel));
                    hit = TLanes.Subtract(hit, TLanes.Equals(label, answer));
                }

                loss = TLanes.FusedMultiplyAdd(TLanes.Create(-0.5f), LaneLogarithm<TFloat, TInt, TWord, TLanes>.MinusTwice(product), loss);
            }

            TLanes.Store(loss, losses + sumLane);
            TLanes.Store(hit, hits + sumLane);
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
