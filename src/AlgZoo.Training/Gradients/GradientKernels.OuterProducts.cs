using System.Runtime.CompilerServices;
using AlgZoo.Numerics;

namespace AlgZoo.Training;

/// <content>Outer products: register blocks of up to 4 rows x 4 columns of sums.</content>
internal sealed unsafe partial class GradientKernels<TFloat, TInt, TWord, TLanes>(int largestRowBlock) : GradientKernels
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    public override void Add(in OuterProducts products)
    {
        int row = 0;
        for (int size = largestRowBlock; size > 0; size /= 2)
        {
            for (; row + size <= products.RowCount; row += size)
            {
                switch (size)
                {
                    case 4:
                        AddRows<Four>(products, row);
                        break;
                    case 2:
                        AddRows<Two>(products, row);
                        break;
                    default:
                        AddRows<One>(products, row);
                        break;
                }
            }
        }
    }

    private static void AddRows<TRows>(in OuterProducts products, int row)
        where TRows : struct, IBlockSize
    {
        int column = 0;
        for (; column + 4 <= products.ColumnCount; column += 4)
        {
            AddBlock<TRows, Four>(products, row, column);
        }

        if (column + 2 <= products.ColumnCount)
        {
            AddBlock<TRows, Two>(products, row, column);
            column += 2;
        }

        if (column < products.ColumnCount)
        {
            AddBlock<TRows, One>(products, row, column);
        }
    }

    // Conditions on block sizes are constants to the compiler: of a smaller block's loop, only its own sums remain.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddBlock<TRows, TColumns>(in OuterProducts products, int row, int column)
        where TRows : struct, IBlockSize
        where TColumns : struct, IBlockSize
    {
        int rowStride = products.RowStepStride;
        int columnStride = products.ColumnStepStride;
        int steps = products.Steps;
        int tiles = products.Tiles;
        int sumRowStride = products.ColumnCount * OuterProducts.SumLanes;
        for (int lane = 0; lane < OuterProducts.SumLanes; lane += TLanes.Count)
        {
            float* sums = products.Sums + (row * sumRowStride) + (column * OuterProducts.SumLanes) + lane;
            float* firstRow = products.Rows + (row * Tile.Lanes) + lane;
            float* firstColumn = products.Columns + (column * Tile.Lanes) + lane;
            var a00 = TLanes.Load(sums);
            var a01 = TColumns.Size > 1 ? TLanes.Load(sums + OuterProducts.SumLanes) : default!;
            var a02 = TColumns.Size > 2 ? TLanes.Load(sums + (2 * OuterProducts.SumLanes)) : default!;
            var a03 = TColumns.Size > 2 ? TLanes.Load(sums + (3 * OuterProducts.SumLanes)) : default!;
            var a10 = TRows.Size > 1 ? TLanes.Load(sums + sumRowStride) : default!;
            var a11 = TRows.Size > 1 && TColumns.Size > 1 ? TLanes.Load(sums + sumRowStride + OuterProducts.SumLanes) : default!;
            var a12 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.Load(sums + sumRowStride + (2 * OuterProducts.SumLanes)) : default!;
            var a13 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.Load(sums + sumRowStride + (3 * OuterProducts.SumLanes)) : default!;
            var a20 = TRows.Size > 2 ? TLanes.Load(sums + (2 * sumRowStride)) : default!;
            var a21 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.Load(sums + (2 * sumRowStride) + OuterProducts.SumLanes) : default!;
            var a22 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.Load(sums + (2 * sumRowStride) + (2 * OuterProducts.SumLanes)) : default!;
            var a23 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.Load(sums + (2 * sumRowStride) + (3 * OuterProducts.SumLanes)) : default!;
            var a30 = TRows.Size > 2 ? TLanes.Load(sums + (3 * sumRowStride)) : default!;
            var a31 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.Load(sums + (3 * sumRowStride) + OuterProducts.SumLanes) : default!;
            var a32 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.Load(sums + (3 * sumRowStride) + (2 * OuterProducts.SumLanes)) : default!;
            var a33 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.Load(sums + (3 * sumRowStride) + (3 * OuterProducts.SumLanes)) : default!;
            for (int tile = 0; tile < tiles; tile++)
            {
                float* rows = firstRow + (tile * products.RowTileStride);
                float* columns = firstColumn + (tile * products.ColumnTileStride);
                for (int step = 0; step < steps; step++)
                {
                    var c0 = TLanes.Load(columns);
                    var c1 = TColumns.Size > 1 ? TLanes.Load(columns + Tile.Lanes) : default!;
                    var c2 = TColumns.Size > 2 ? TLanes.Load(columns + (2 * Tile.Lanes)) : default!;
                    var c3 = TColumns.Size > 2 ? TLanes.Load(columns + (3 * Tile.Lanes)) : default!;
                    var r0 = TLanes.Load(rows);
                    a00 = TLanes.FusedMultiplyAdd(r0, c0, a00);
                    a01 = TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r0, c1, a01) : a01;
                    a02 = TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r0, c2, a02) : a02;
                    a03 = TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r0, c3, a03) : a03;
                    var r1 = TRows.Size > 1 ? TLanes.Load(rows + Tile.Lanes) : default!;
                    a10 = TRows.Size > 1 ? TLanes.FusedMultiplyAdd(r1, c0, a10) : a10;
                    a11 = TRows.Size > 1 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r1, c1, a11) : a11;
                    a12 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r1, c2, a12) : a12;
                    a13 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r1, c3, a13) : a13;
                    var r2 = TRows.Size > 2 ? TLanes.Load(rows + (2 * Tile.Lanes)) : default!;
                    a20 = TRows.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c0, a20) : a20;
                    a21 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r2, c1, a21) : a21;
                    a22 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c2, a22) : a22;
                    a23 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c3, a23) : a23;
                    var r3 = TRows.Size > 2 ? TLanes.Load(rows + (3 * Tile.Lanes)) : default!;
                    a30 = TRows.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c0, a30) : a30;
                    a31 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r3, c1, a31) : a31;
                    a32 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c2, a32) : a32;
                    a33 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c3, a33) : a33;

                    c0 = TLanes.Load(columns + OuterProducts.SumLanes);
                    c1 = TColumns.Size > 1 ? TLanes.Load(columns + Tile.Lanes + OuterProducts.SumLanes) : default!;
                    c2 = TColumns.Size > 2 ? TLanes.Load(columns + (2 * Tile.Lanes) + OuterProducts.SumLanes) : default!;
                    c3 = TColumns.Size > 2 ? TLanes.Load(columns + (3 * Tile.Lanes) + OuterProducts.SumLanes) : default!;
                    r0 = TLanes.Load(rows + OuterProducts.SumLanes);
                    a00 = TLanes.FusedMultiplyAdd(r0, c0, a00);
                    a01 = TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r0, c1, a01) : a01;
                    a02 = TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r0, c2, a02) : a02;
                    a03 = TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r0, c3, a03) : a03;
                    r1 = TRows.Size > 1 ? TLanes.Load(rows + Tile.Lanes + OuterProducts.SumLanes) : default!;
                    a10 = TRows.Size > 1 ? TLanes.FusedMultiplyAdd(r1, c0, a10) : a10;
                    a11 = TRows.Size > 1 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r1, c1, a11) : a11;
                    a12 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r1, c2, a12) : a12;
                    a13 = TRows.Size > 1 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r1, c3, a13) : a13;
                    r2 = TRows.Size > 2 ? TLanes.Load(rows + (2 * Tile.Lanes) + OuterProducts.SumLanes) : default!;
                    a20 = TRows.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c0, a20) : a20;
                    a21 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r2, c1, a21) : a21;
                    a22 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c2, a22) : a22;
                    a23 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r2, c3, a23) : a23;
                    r3 = TRows.Size > 2 ? TLanes.Load(rows + (3 * Tile.Lanes) + OuterProducts.SumLanes) : default!;
                    a30 = TRows.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c0, a30) : a30;
                    a31 = TRows.Size > 2 && TColumns.Size > 1 ? TLanes.FusedMultiplyAdd(r3, c1, a31) : a31;
                    a32 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c2, a32) : a32;
                    a33 = TRows.Size > 2 && TColumns.Size > 2 ? TLanes.FusedMultiplyAdd(r3, c3, a33) : a33;
                    rows += rowStride;
                    columns += columnStride;
                }
            }

            TLanes.Store(a00, sums);
            if (TColumns.Size > 1)
            {
                TLanes.Store(a01, sums + OuterProducts.SumLanes);
            }

            if (TColumns.Size > 2)
            {
                TLanes.Store(a02, sums + (2 * OuterProducts.SumLanes));
            }

            if (TColumns.Size > 2)
            {
                TLanes.Store(a03, sums + (3 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 1)
            {
                TLanes.Store(a10, sums + sumRowStride);
            }

            if (TRows.Size > 1 && TColumns.Size > 1)
            {
                TLanes.Store(a11, sums + sumRowStride + OuterProducts.SumLanes);
            }

            if (TRows.Size > 1 && TColumns.Size > 2)
            {
                TLanes.Store(a12, sums + sumRowStride + (2 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 1 && TColumns.Size > 2)
            {
                TLanes.Store(a13, sums + sumRowStride + (3 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 2)
            {
                TLanes.Store(a20, sums + (2 * sumRowStride));
            }

            if (TRows.Size > 2 && TColumns.Size > 1)
            {
                TLanes.Store(a21, sums + (2 * sumRowStride) + OuterProducts.SumLanes);
            }

            if (TRows.Size > 2 && TColumns.Size > 2)
            {
                TLanes.Store(a22, sums + (2 * sumRowStride) + (2 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 2 && TColumns.Size > 2)
            {
                TLanes.Store(a23, sums + (2 * sumRowStride) + (3 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 2)
            {
                TLanes.Store(a30, sums + (3 * sumRowStride));
            }

            if (TRows.Size > 2 && TColumns.Size > 1)
            {
                TLanes.Store(a31, sums + (3 * sumRowStride) + OuterProducts.SumLanes);
            }

            if (TRows.Size > 2 && TColumns.Size > 2)
            {
                TLanes.Store(a32, sums + (3 * sumRowStride) + (2 * OuterProducts.SumLanes));
            }

            if (TRows.Size > 2 && TColumns.Size > 2)
            {
                TLanes.Store(a33, sums + (3 * sumRowStride) + (3 * OuterProducts.SumLanes));
            }
        }
    }
}
