using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>The loss.</content>
internal sealed unsafe partial class TransformerKernels<TFloat, TInt, TWord, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void CrossEntropy(float* logits, int* labels, float* sums, float* margins, int* hits)
    {
        int end = SequenceLength * Tile.Lanes;
        var zero = TLanes.Create(0f);
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
                var exp = FlushedExp(TLanes.Subtract(TLanes.Load(column + i), largest));
                TLanes.Store(exp, column + i);
                var isLabel = TLanes.Equals(label, TLanes.Create(i / Tile.Lanes));
                others = TLanes.Add(others, TLanes.Select(isLabel, zero, exp));
                ofLabelExp = TLanes.Select(isLabel, exp, ofLabelExp);
            }

            var sum = TLanes.Add(others, ofLabelExp);
            var scale = TLanes.Divide(TLanes.Create(1f), sum);
            var labelGradient = TLanes.Subtract(zero, others);
            for (int i = 0; i < end; i += Tile.Lanes)
            {
                var isLabel = TLanes.Equals(label, TLanes.Create(i / Tile.Lanes));
                TLanes.Store(TLanes.Multiply(scale, TLanes.Select(isLabel, labelGradient, TLanes.Load(column + i))), column + i);
            }

            TLanes.Store(sum, sums + lane);
            TLanes.Store(TLanes.Subtract(largest, ofLabel), margins + lane);
            TLanes.Store(TLanes.Subtract(TLanes.Load(hits + lane), TLanes.Equals(label, answer)), hits + lane);
        }
    }
}
