using System.Runtime.CompilerServices;

namespace AlgZoo.Numerics;

/// <content>Affine maps: register blocks of rows x 2 vectors of lanes.</content>
internal sealed unsafe partial class TileKernels<TFloat, TInt, TWord, TLanes>(int rowsPerBlock) : TileKernels(rowsPerBlock)
    where TLanes : struct, ILanes<TFloat, TInt, TWord>
{
    public override void Affine(int rowsPerBlock, Activation activation, in AffineRows rows)
    {
        switch (activation)
        {
            case Activation.Relu:
                Affine<Relu>(rowsPerBlock, rows);
                break;
            case Activation.Gate:
                Affine<Gate>(rowsPerBlock, rows);
                break;
            case Activation.FlushingGate:
                Affine<FlushingGate>(rowsPerBlock, rows);
                break;
            default:
                Affine<Identity>(rowsPerBlock, rows);
                break;
        }
    }

    private static void Affine<TActivation>(int rowsPerBlock, in AffineRows rows)
        where TActivation : struct, IActivation
    {
        switch (rowsPerBlock)
        {
            case 8:
                Affine8<TActivation>(rows);
                break;
            case 4:
                Affine4<TActivation>(rows);
                break;
            case 2:
                Affine2<TActivation>(rows);
                break;
            default:
                Affine1<TActivation>(rows);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish<TActivation>(TFloat first, TFloat second, float* row, long gates)
        where TActivation : struct, IActivation
    {
        TLanes.Store(TActivation.Apply<TFloat, TInt, TWord, TLanes>(first, row + gates), row);
        TLanes.Store(TActivation.Apply<TFloat, TInt, TWord, TLanes>(second, row + gates + TLanes.Count), row + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine8<TActivation>(in AffineRows rows)
        where TActivation : struct, IActivation
    {
        float* input = rows.Input;
        float* state = rows.State;
        float* next = rows.Next;
        long gates = rows.Gates - rows.Next;
        int columns = rows.Columns;
        int blocks = rows.Blocks;
        int tiles = rows.Tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += 2 * TLanes.Count)
            {
                var x0 = TLanes.Load(input + lane);
                var x1 = TLanes.Load(input + lane + TLanes.Count);
                float* weights = rows.Weights;
                float* inputWeights = rows.InputWeights;
                float* result = next + lane;
                for (int block = 0; block < blocks; block++)
                {
                    var w0 = TLanes.Create(inputWeights[0]);
                    var w1 = TLanes.Create(inputWeights[1]);
                    var w2 = TLanes.Create(inputWeights[2]);
                    var w3 = TLanes.Create(inputWeights[3]);
                    var w4 = TLanes.Create(inputWeights[4]);
                    var w5 = TLanes.Create(inputWeights[5]);
                    var w6 = TLanes.Create(inputWeights[6]);
                    var w7 = TLanes.Create(inputWeights[7]);
                    var a0 = TLanes.Multiply(w0, x0);
                    var b0 = TLanes.Multiply(w0, x1);
                    var a1 = TLanes.Multiply(w1, x0);
                    var b1 = TLanes.Multiply(w1, x1);
                    var a2 = TLanes.Multiply(w2, x0);
                    var b2 = TLanes.Multiply(w2, x1);
                    var a3 = TLanes.Multiply(w3, x0);
                    var b3 = TLanes.Multiply(w3, x1);
                    var a4 = TLanes.Multiply(w4, x0);
                    var b4 = TLanes.Multiply(w4, x1);
                    var a5 = TLanes.Multiply(w5, x0);
                    var b5 = TLanes.Multiply(w5, x1);
                    var a6 = TLanes.Multiply(w6, x0);
                    var b6 = TLanes.Multiply(w6, x1);
                    var a7 = TLanes.Multiply(w7, x0);
                    var b7 = TLanes.Multiply(w7, x1);
                    float* h = state + lane;
                    for (float* end = weights + (columns * 8); weights < end; weights += 8, h += Tile.Lanes)
                    {
                        var h0 = TLanes.Load(h);
                        var h1 = TLanes.Load(h + TLanes.Count);
                        w0 = TLanes.Create(weights[0]);
                        a0 = TLanes.FusedMultiplyAdd(w0, h0, a0);
                        b0 = TLanes.FusedMultiplyAdd(w0, h1, b0);
                        w1 = TLanes.Create(weights[1]);
                        a1 = TLanes.FusedMultiplyAdd(w1, h0, a1);
                        b1 = TLanes.FusedMultiplyAdd(w1, h1, b1);
                        w2 = TLanes.Create(weights[2]);
                        a2 = TLanes.FusedMultiplyAdd(w2, h0, a2);
                        b2 = TLanes.FusedMultiplyAdd(w2, h1, b2);
                        w3 = TLanes.Create(weights[3]);
                        a3 = TLanes.FusedMultiplyAdd(w3, h0, a3);
                        b3 = TLanes.FusedMultiplyAdd(w3, h1, b3);
                        w4 = TLanes.Create(weights[4]);
                        a4 = TLanes.FusedMultiplyAdd(w4, h0, a4);
                        b4 = TLanes.FusedMultiplyAdd(w4, h1, b4);
                        w5 = TLanes.Create(weights[5]);
                        a5 = TLanes.FusedMultiplyAdd(w5, h0, a5);
                        b5 = TLanes.FusedMultiplyAdd(w5, h1, b5);
                        w6 = TLanes.Create(weights[6]);
                        a6 = TLanes.FusedMultiplyAdd(w6, h0, a6);
                        b6 = TLanes.FusedMultiplyAdd(w6, h1, b6);
                        w7 = TLanes.Create(weights[7]);
                        a7 = TLanes.FusedMultiplyAdd(w7, h0, a7);
                        b7 = TLanes.FusedMultiplyAdd(w7, h1, b7);
                    }

                    Finish<TActivation>(a0, b0, result, gates);
                    Finish<TActivation>(a1, b1, result + Tile.Lanes, gates);
                    Finish<TActivation>(a2, b2, result + (2 * Tile.Lanes), gates);
                    Finish<TActivation>(a3, b3, result + (3 * Tile.Lanes), gates);
                    Finish<TActivation>(a4, b4, result + (4 * Tile.Lanes), gates);
                    Finish<TActivation>(a5, b5, result + (5 * Tile.Lanes), gates);
                    Finish<TActivation>(a6, b6, result + (6 * Tile.Lanes), gates);
                    Finish<TActivation>(a7, b7, result + (7 * Tile.Lanes), gates);
                    weights += (rows.PackedColumns - rows.Columns) * 8;
                    inputWeights += 8;
                    result += 8 * Tile.Lanes;
                }
            }

            input += rows.InputStride;
            state += rows.StateStride;
            next += rows.NextStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine4<TActivation>(in AffineRows rows)
        where TActivation : struct, IActivation
    {
        float* input = rows.Input;
        float* state = rows.State;
        float* next = rows.Next;
        long gates = rows.Gates - rows.Next;
        int columns = rows.Columns;
        int blocks = rows.Blocks;
        int tiles = rows.Tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += 2 * TLanes.Count)
            {
                var x0 = TLanes.Load(input + lane);
                var x1 = TLanes.Load(input + lane + TLanes.Count);
                float* weights = rows.Weights;
                float* inputWeights = rows.InputWeights;
                float* result = next + lane;
                for (int block = 0; block < blocks; block++)
                {
                    var w0 = TLanes.Create(inputWeights[0]);
                    var w1 = TLanes.Create(inputWeights[1]);
                    var w2 = TLanes.Create(inputWeights[2]);
                    var w3 = TLanes.Create(inputWeights[3]);
                    var a0 = TLanes.Multiply(w0, x0);
                    var b0 = TLanes.Multiply(w0, x1);
                    var a1 = TLanes.Multiply(w1, x0);
                    var b1 = TLanes.Multiply(w1, x1);
                    var a2 = TLanes.Multiply(w2, x0);
                    var b2 = TLanes.Multiply(w2, x1);
                    var a3 = TLanes.Multiply(w3, x0);
                    var b3 = TLanes.Multiply(w3, x1);
                    float* h = state + lane;
                    for (float* end = weights + (columns * 4); weights < end; weights += 4, h += Tile.Lanes)
                    {
                        var h0 = TLanes.Load(h);
                        var h1 = TLanes.Load(h + TLanes.Count);
                        w0 = TLanes.Create(weights[0]);
                        a0 = TLanes.FusedMultiplyAdd(w0, h0, a0);
                        b0 = TLanes.FusedMultiplyAdd(w0, h1, b0);
                        w1 = TLanes.Create(weights[1]);
                        a1 = TLanes.FusedMultiplyAdd(w1, h0, a1);
                        b1 = TLanes.FusedMultiplyAdd(w1, h1, b1);
                        w2 = TLanes.Create(weights[2]);
                        a2 = TLanes.FusedMultiplyAdd(w2, h0, a2);
                        b2 = TLanes.FusedMultiplyAdd(w2, h1, b2);
                        w3 = TLanes.Create(weights[3]);
                        a3 = TLanes.FusedMultiplyAdd(w3, h0, a3);
                        b3 = TLanes.FusedMultiplyAdd(w3, h1, b3);
                    }

                    Finish<TActivation>(a0, b0, result, gates);
                    Finish<TActivation>(a1, b1, result + Tile.Lanes, gates);
                    Finish<TActivation>(a2, b2, result + (2 * Tile.Lanes), gates);
                    Finish<TActivation>(a3, b3, result + (3 * Tile.Lanes), gates);
                    weights += (rows.PackedColumns - rows.Columns) * 4;
                    inputWeights += 4;
                    result += 4 * Tile.Lanes;
                }
            }

            input += rows.InputStride;
            state += rows.StateStride;
            next += rows.NextStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine2<TActivation>(in AffineRows rows)
        where TActivation : struct, IActivation
    {
        float* input = rows.Input;
        float* state = rows.State;
        float* next = rows.Next;
        long gates = rows.Gates - rows.Next;
        int columns = rows.Columns;
        int blocks = rows.Blocks;
        int tiles = rows.Tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += 2 * TLanes.Count)
            {
                var x0 = TLanes.Load(input + lane);
                var x1 = TLanes.Load(input + lane + TLanes.Count);
                float* weights = rows.Weights;
                float* inputWeights = rows.InputWeights;
                float* result = next + lane;
                for (int block = 0; block < blocks; block++)
                {
                    var w0 = TLanes.Create(inputWeights[0]);
                    var w1 = TLanes.Create(inputWeights[1]);
                    var a0 = TLanes.Multiply(w0, x0);
                    var b0 = TLanes.Multiply(w0, x1);
                    var a1 = TLanes.Multiply(w1, x0);
                    var b1 = TLanes.Multiply(w1, x1);
                    float* h = state + lane;
                    for (float* end = weights + (columns * 2); weights < end; weights += 2, h += Tile.Lanes)
                    {
                        var h0 = TLanes.Load(h);
                        var h1 = TLanes.Load(h + TLanes.Count);
                        w0 = TLanes.Create(weights[0]);
                        a0 = TLanes.FusedMultiplyAdd(w0, h0, a0);
                        b0 = TLanes.FusedMultiplyAdd(w0, h1, b0);
                        w1 = TLanes.Create(weights[1]);
                        a1 = TLanes.FusedMultiplyAdd(w1, h0, a1);
                        b1 = TLanes.FusedMultiplyAdd(w1, h1, b1);
                    }

                    Finish<TActivation>(a0, b0, result, gates);
                    Finish<TActivation>(a1, b1, result + Tile.Lanes, gates);
                    weights += (rows.PackedColumns - rows.Columns) * 2;
                    inputWeights += 2;
                    result += 2 * Tile.Lanes;
                }
            }

            input += rows.InputStride;
            state += rows.StateStride;
            next += rows.NextStride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine1<TActivation>(in AffineRows rows)
        where TActivation : struct, IActivation
    {
        float* input = rows.Input;
        float* state = rows.State;
        float* next = rows.Next;
        long gates = rows.Gates - rows.Next;
        int columns = rows.Columns;
        int blocks = rows.Blocks;
        int tiles = rows.Tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += 2 * TLanes.Count)
            {
                var x0 = TLanes.Load(input + lane);
                var x1 = TLanes.Load(input + lane + TLanes.Count);
                float* weights = rows.Weights;
                float* inputWeights = rows.InputWeights;
                float* result = next + lane;
                for (int block = 0; block < blocks; block++)
                {
                    var w0 = TLanes.Create(inputWeights[0]);
                    var a0 = TLanes.Multiply(w0, x0);
                    var b0 = TLanes.Multiply(w0, x1);
                    float* h = state + lane;
                    for (float* end = weights + columns; weights < end; weights++, h += Tile.Lanes)
                    {
                        var h0 = TLanes.Load(h);
                        var h1 = TLanes.Load(h + TLanes.Count);
                        w0 = TLanes.Create(weights[0]);
                        a0 = TLanes.FusedMultiplyAdd(w0, h0, a0);
                        b0 = TLanes.FusedMultiplyAdd(w0, h1, b0);
                    }

                    Finish<TActivation>(a0, b0, result, gates);
                    weights += rows.PackedColumns - rows.Columns;
                    inputWeights++;
                    result += Tile.Lanes;
                }
            }

            input += rows.InputStride;
            state += rows.StateStride;
            next += rows.NextStride;
        }
    }
}
