namespace AlgZoo.Numerics;

/// <summary>
/// Sequences are evaluated in tiles of 32, one sequence a lane. A tile of m rows is m x 32 floats, row after row; an array of tiles holds one tile after the other. The layout is the same for
/// every vector width.
/// </summary>
internal static unsafe class Tile
{
    public const int Lanes = 32;

    /// <summary>Number of tiles that hold so many sequences.</summary>
    public static int Count(int sequences) => (sequences + Lanes - 1) / Lanes;

    /// <summary>Copies sequences, stored one after the other, into the lanes of tiles; unused lanes of the last tile become zero.</summary>
    public static void GatherAll(ReadOnlySpan<float> sequences, int rows, float* tiles)
    {
        int perTile = rows * Lanes;
        for (int first = 0; first < sequences.Length; first += perTile)
        {
            Gather(sequences.Slice(first, Math.Min(perTile, sequences.Length - first)), rows, tiles + first);
        }
    }

    /// <summary>Copies the lanes of tiles into sequences, stored one after the other.</summary>
    public static void ScatterAll(float* tiles, int rows, Span<float> sequences)
    {
        int perTile = rows * Lanes;
        for (int first = 0; first < sequences.Length; first += perTile)
        {
            Scatter(tiles + first, rows, sequences.Slice(first, Math.Min(perTile, sequences.Length - first)));
        }
    }

    /// <summary>The first row of a sequence's lane.</summary>
    public static float* Lane(float* tiles, int rows, int sequence) => tiles + (sequence / Lanes * rows * Lanes) + (sequence % Lanes);

    /// <summary>Copies one sequence.</summary>
    public static void CopyLane(float* tiles, int rows, int sequence, Span<float> values)
    {
        float* lane = Lane(tiles, rows, sequence);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = lane[i * Lanes];
        }
    }

    private static void Gather(ReadOnlySpan<float> sequences, int rows, float* tile)
    {
        int lanes = sequences.Length / rows;
        if (lanes < Lanes)
        {
            new Span<float>(tile, rows * Lanes).Clear();
        }

        fixed (float* source = sequences)
        {
            float* sequence = source;
            for (int lane = 0; lane < lanes; lane++, sequence += rows)
            {
                float* destination = tile + lane;
                for (int row = 0; row < rows; row++, destination += Lanes)
                {
                    *destination = sequence[row];
                }
            }
        }
    }

    private static void Scatter(float* tile, int rows, Span<float> sequences)
    {
        int lanes = sequences.Length / rows;
        fixed (float* destination = sequences)
        {
            float* sequence = destination;
            for (int lane = 0; lane < lanes; lane++, sequence += rows)
            {
                float* source = tile + lane;
                for (int row = 0; row < rows; row++, source += Lanes)
                {
                    sequence[row] = *source;
                }
            }
        }
    }
}
