using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <content>Positions of largest, ranked and outlying values; cycles of positions.</content>
internal sealed unsafe partial class TileKernels<TFloat, TInt, TWord, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Argmax(float* rows, int count, int* positions, int tiles)
    {
        for (int tile = 0; tile < tiles; tile++, rows += count * Tile.Lanes, positions += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var largest = TLanes.Load(rows + lane);
                var position = TLanes.Create(0);
                for (int i = 1; i < count; i++)
                {
                    var value = TLanes.Load(rows + (i * Tile.Lanes) + lane);
                    var isLarger = TLanes.GreaterThan(value, largest);
                    largest = TLanes.Select(isLarger, value, largest);
                    position = TLanes.Select(isLarger, TLanes.Create(i), position);
                }

                TLanes.Store(position, positions + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SecondArgmax(float* rows, int count, int* positions, int tiles)
    {
        for (int tile = 0; tile < tiles; tile++, rows += count * Tile.Lanes, positions += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var largest = TLanes.Load(rows + lane);
                var second = TLanes.Create(float.NegativeInfinity);
                var largestPosition = TLanes.Create(0);
                var secondPosition = TLanes.Create(0);
                for (int i = 1; i < count; i++)
                {
                    var value = TLanes.Load(rows + (i * Tile.Lanes) + lane);
                    var position = TLanes.Create(i);
                    var isLargest = TLanes.GreaterThanOrEqual(value, largest);
                    var isSecond = TLanes.GreaterThanOrEqual(value, second);
                    second = TLanes.Select(isLargest, largest, TLanes.Select(isSecond, value, second));
                    secondPosition = TLanes.Select(isLargest, largestPosition, TLanes.Select(isSecond, position, secondPosition));
                    largest = TLanes.Select(isLargest, value, largest);
                    largestPosition = TLanes.Select(isLargest, position, largestPosition);
                }

                TLanes.Store(secondPosition, positions + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void PositionOfRank(float* rows, int count, int rank, int* positions, int tiles)
    {
        for (int tile = 0; tile < tiles; tile++, rows += count * Tile.Lanes, positions += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var found = TLanes.Create(0);
                for (int i = 0; i < count; i++)
                {
                    // Minus the number of values that come before value i: masks are -1.
                    var value = TLanes.Load(rows + (i * Tile.Lanes) + lane);
                    var before = TLanes.Create(0);
                    for (int j = 0; j < i; j++)
                    {
                        before = TLanes.Add(before, TLanes.GreaterThanOrEqual(value, TLanes.Load(rows + (j * Tile.Lanes) + lane)));
                    }

                    for (int j = i + 1; j < count; j++)
                    {
                        before = TLanes.Add(before, TLanes.GreaterThan(value, TLanes.Load(rows + (j * Tile.Lanes) + lane)));
                    }

                    found = TLanes.Select(TLanes.Equals(before, TLanes.Create(-rank)), TLanes.Create(i), found);
                }

                TLanes.Store(found, positions + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Argoutlier(float* rows, int count, int* positions, int tiles)
    {
        var magnitude = TLanes.Create(int.MaxValue);
        for (int tile = 0; tile < tiles; tile++, rows += count * Tile.Lanes, positions += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var sum = TLanes.Create(0f);
                for (int i = 0; i < count; i++)
                {
                    sum = TLanes.Add(sum, TLanes.Load(rows + (i * Tile.Lanes) + lane));
                }

                var mean = TLanes.Divide(sum, TLanes.Create((float)count));
                var farthest = TLanes.Create(-1f);
                var position = TLanes.Create(0);
                for (int i = 0; i < count; i++)
                {
                    var deviation = TLanes.Subtract(TLanes.Load(rows + (i * Tile.Lanes) + lane), mean);
                    var distance = TLanes.AsFloat(TLanes.And(TLanes.AsInt(deviation), magnitude));
                    var isFarther = TLanes.GreaterThan(distance, farthest);
                    farthest = TLanes.Select(isFarther, distance, farthest);
                    position = TLanes.Select(isFarther, TLanes.Create(i), position);
                }

                TLanes.Store(position, positions + lane);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LongestCycle(float* rows, int count, int* classes, int tiles)
    {
        var nowhere = TLanes.Create(-1f);
        var zero = TLanes.Create(0f);
        for (int tile = 0; tile < tiles; tile++, rows += count * Tile.Lanes, classes += Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TLanes.Count)
            {
                var longest = zero;
                for (int start = 0; start < count; start++)
                {
                    // Positions are compared by their bits: adding zero makes -0 the position 0.
                    var startBits = TLanes.AsInt(TLanes.Create((float)start));
                    var position = TLanes.Add(TLanes.Load(rows + (start * Tile.Lanes) + lane), zero);
                    for (int steps = 1; ; steps++)
                    {
                        var hasReturned = TLanes.Equals(TLanes.AsInt(position), startBits);
                        longest = TLanes.Select(hasReturned, TLanes.AtLeast(TLanes.Create((float)steps), longest), longest);
                        if (steps == count)
                        {
                            break;
                        }

                        // Who has returned goes nowhere and stays there.
                        var bits = TLanes.AsInt(TLanes.Select(hasReturned, nowhere, position));
                        position = nowhere;
                        for (int i = 0; i < count; i++)
                        {
                            var isHere = TLanes.Equals(bits, TLanes.AsInt(TLanes.Create((float)i)));
                            position = TLanes.Select(isHere, TLanes.Add(TLanes.Load(rows + (i * Tile.Lanes) + lane), zero), position);
                        }
                    }
                }

                // Adding 2^23 leaves a whole number in the low bits.
                var bitsOfLength = TLanes.AsInt(TLanes.Add(longest, TLanes.Create(8388608f)));
                TLanes.Store(TLanes.Subtract(bitsOfLength, TLanes.AsInt(TLanes.Create(8388609f))), classes + lane);
            }
        }
    }
}
