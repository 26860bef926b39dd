using System.Runtime.Intrinsics;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <summary>Sums over the lanes of a tile, in one order on every machine.</summary>
internal static unsafe class LaneSums
{
    /// <summary>sums_i = Σ_lane rows_i,lane, for rows of <see cref="Tile.Lanes"/>.</summary>
    public static void Evaluate(float* rows, int count, float* sums)
    {
        for (int i = 0; i < count; i++, rows += Tile.Lanes)
        {
            var low = (Vector128.Load(rows) + Vector128.Load(rows + 16)) + (Vector128.Load(rows + 8) + Vector128.Load(rows + 24));
            var high = (Vector128.Load(rows + 4) + Vector128.Load(rows + 20)) + (Vector128.Load(rows + 12) + Vector128.Load(rows + 28));
            var four = low + high;
            var two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
            sums[i] = two[0] + two[1];
        }
    }
}
