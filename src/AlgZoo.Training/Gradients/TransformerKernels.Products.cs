using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>Products with matrices: register blocks of two rows by two vectors of lanes.</content>
internal sealed unsafe partial class TransformerKernels<TFloat, TInt, TWord, TLanes>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(in MatrixView matrix, float* vectors, float* addends, float* products, int count)
    {
        int rows = matrix.Rows;
        int columns = matrix.Columns;
        int rowStep = matrix.RowStep;
        int columnStep = matrix.ColumnStep;
        float* first = matrix.First;
        var zero = TLanes.Create(0f);
        for (int vector = 0; vector < count; vector++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += 2 * TLanes.Count)
            {
                float* input = vectors + (vector * columns * Tile.Lanes) + lane;
                int row = 0;
                for (; row + 1 < rows; row += 2)
                {
                    int offset = (((vector * rows) + row) * Tile.Lanes) + lane;
                    float* addend = addends + offset;
                    bool isZero = addends == null;
                    var a0 = isZero ? zero : TLanes.Load(addend);
                    var b0 = isZero ? zero : TLanes.Load(addend + TLanes.Count);
                    var a1 = isZero ? zero : TLanes.Load(addend + Tile.Lanes);
                    var b1 = isZero ? zero : TLanes.Load(addend + Tile.Lanes + TLanes.Count);
                    float* x = input;
                    float* weights = first + (row * rowStep);
                    for (int column = 0; column < columns; column++, x += Tile.Lanes, weights += columnStep)
                    {
                        var x0 = TLanes.Load(x);
                        var x1 = TLanes.Load(x + TLanes.Count);
                        var w0 = TLanes.Create(weights[0]);
                        var w1 = TLanes.Create(weights[rowStep]);
                        a0 = TLanes.FusedMultiplyAdd(w0, x0, a0);
                        b0 = TLanes.FusedMultiplyAdd(w0, x1, b0);
                        a1 = TLanes.FusedMultiplyAdd(w1, x0, a1);
                        b1 = TLanes.FusedMultiplyAdd(w1, x1, b1);
                    }

                    float* product = products + offset;
                    TLanes.Store(a0, product);
                    TLanes.Store(b0, product + TLanes.Count);
                    TLanes.Store(a1, product + Tile.Lanes);
                    TLanes.Store(b1, product + Tile.Lanes + TLanes.Count);
                }

                if (row < rows)
                {
                    int offset = (((vector * rows) + row) * Tile.Lanes) + lane;
                    float* addend = addends + offset;
                    bool isZero = addends == null;
                    var a = isZero ? zero : TLanes.Load(addend);
                    var b = isZero ? zero : TLanes.Load(addend + TLanes.Count);
                    float* x = input;
                    float* weights = first + (row * rowStep);
                    for (int column = 0; column < columns; column++, x += Tile.Lanes, weights += columnStep)
                    {
                        var w = TLanes.Create(weights[0]);
                        a = TLanes.FusedMultiplyAdd(w, TLanes.Load(x), a);
                        b = TLanes.FusedMultiplyAdd(w, TLanes.Load(x + TLanes.Count), b);
                    }

                    float* product = products + offset;
                    TLanes.Store(a, product);
                    TLanes.Store(b, product + TLanes.Count);
                }
            }
        }
    }
}
