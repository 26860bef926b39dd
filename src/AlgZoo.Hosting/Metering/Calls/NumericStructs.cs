namespace AlgZoo.Hosting;

/// <summary>The structs of a few numbers in <c>System.Numerics</c>.</summary>
internal static class NumericStructs
{
    /// <summary>Full names.</summary>
    public static readonly NameSet Names = new(
        "System.Numerics.Complex System.Numerics.Vector2 System.Numerics.Vector3 System.Numerics.Vector4 System.Numerics.Quaternion System.Numerics.Plane " +
        "System.Numerics.Matrix3x2 System.Numerics.Matrix4x4");

    /// <summary>The price of a member of a struct of floats.</summary>
    public static CallPrice InSingle(Callee callee, OperationTable table) => CallPrice.Of(Operations(callee, table), each => new CallCost(each.InSingle()));

    /// <summary>The price of a member of a struct of doubles.</summary>
    public static CallPrice InDouble(Callee callee, OperationTable table) => CallPrice.Of(Operations(callee, table), each => new CallCost(each));

    /// <summary>What the table says; of the members that it does not name, those that do no arithmetic on scalars do none here.</summary>
    private static OperationCounts? Operations(Callee callee, OperationTable table)
    {
        if (table.TryGet(callee, out var operations))
        {
            return operations;
        }

        return OperationCounts.None.Equals(ElementwiseOperations.Of(callee)) ? OperationCounts.None : null;
    }
}
