using Mono.Cecil.Cil;

namespace AlgZoo.Hosting;

/// <summary>The IL instructions that are floating-point operations when their operands are floating-point numbers.</summary>
internal static class ArithmeticInstructions
{
    public static bool IsArithmetic(Code code) => ClassOf(code) is not null;

    /// <summary>What an instruction counts as.</summary>
    public static OperationCounts Cost(Code code, StackKind kind)
    {
        var doubles = OperationCounts.Of((ClassOf(code)!.Value, 1));
        return kind == StackKind.Single ? doubles.InSingle() : doubles;
    }

    private static OperationClass? ClassOf(Code code) => code switch
    {
        Code.Add or Code.Sub or Code.Neg => OperationClass.AddDouble,
        Code.Mul => OperationClass.MultiplyDouble,
        Code.Div or Code.Rem => OperationClass.DivideDouble,
        Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un
            or Code.Beq or Code.Bne_Un or Code.Bge or Code.Bge_Un or Code.Bgt or Code.Bgt_Un or Code.Ble or Code.Ble_Un or Code.Blt or Code.Blt_Un => OperationClass.CompareDouble,
        _ => null,
    };
}
