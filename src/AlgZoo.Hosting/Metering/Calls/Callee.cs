using System.Collections.Frozen;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace AlgZoo.Hosting;

/// <summary>A called method with the types that it has at the call.</summary>
internal sealed class Callee
{
    private const string Checked = "op_Checked";

    private static readonly FrozenDictionary<string, string> OperationsOfOperators = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["op_Addition"] = "Add",
        ["op_Subtraction"] = "Subtract",
        ["op_Multiply"] = "Multiply",
        ["op_Division"] = "Divide",
        ["op_Modulus"] = "Remainder",
        ["op_UnaryNegation"] = "Negate",
        ["op_Increment"] = "Increment",
        ["op_Decrement"] = "Decrement",
        ["op_Equality"] = "Equals",
        ["op_Inequality"] = "Equals",
        ["op_LessThan"] = "LessThan",
        ["op_LessThanOrEqual"] = "LessThanOrEqual",
        ["op_GreaterThan"] = "GreaterThan",
        ["op_GreaterThanOrEqual"] = "GreaterThanOrEqual",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly MethodReference _method;

    public Callee(MethodReference method, TypeReference? constrainedTo)
    {
        _method = method;
        ConstrainedTo = constrainedTo;
        DeclaringType = method.DeclaringType;
        TypeName = DeclaringType.GetElementType().FullName;
        Namespace = Outermost(DeclaringType.GetElementType()).Namespace;

        // An explicit implementation is named after its interface: System.IDisposable.Dispose.
        int dot = method.Name.LastIndexOf('.');
        Name = dot > 0 ? method.Name[(dot + 1)..] : method.Name;
        string unchecked_ = Name.StartsWith(Checked, StringComparison.Ordinal) ? "op_" + Name[Checked.Length..] : Name;
        Operation = OperationsOfOperators.GetValueOrDefault(unchecked_, unchecked_);
        Parameters = [.. method.Parameters.Select(parameter => Substitute(parameter.ParameterType))];
        ReturnType = Substitute(method.ReturnType);
        TypeArguments = (DeclaringType as GenericInstanceType)?.GenericArguments.ToArray() ?? [];
        MethodArguments = (method as GenericInstanceMethod)?.GenericArguments.ToArray() ?? [];
    }

    public TypeReference DeclaringType { get; }

    /// <summary>Operand of a preceding <c>constrained.</c> prefix; null for none.</summary>
    public TypeReference? ConstrainedTo { get; }

    /// <summary>Full name of the declaring type without its generic arguments; nested types after a slash.</summary>
    public string TypeName { get; }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>The name; for an operator, that of the method which does the same.</summary>
    public string Operation { get; }

    /// <summary>Operation with the simple names of its parameters' types, such as <c>Multiply(Complex,Double)</c>.</summary>
    public string Signature => $"{Operation}({string.Join(',', Parameters.Select(parameter => parameter.Name))})";

    public TypeReference[] Parameters { get; }

    public TypeReference ReturnType { get; }

    public TypeReference[] TypeArguments { get; }

    public TypeReference[] MethodArguments { get; }

    public bool IsStatic => !_method.HasThis;

    public bool IsConstructor => string.Equals(Name, ".ctor", StringComparison.Ordinal);

    public bool IsGenericMethod => MethodArguments.Length > 0;

    /// <summary>Whether a parameter's type is the method's own generic parameter <c>TComparer</c>.</summary>
    public bool HasComparerArgument => _method.Parameters.Any(parameter => parameter.ParameterType is GenericParameter { Name: "TComparer" });

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private TypeReference Substitute(TypeReference type) => type switch
    {
        GenericParameter { Type: GenericParameterType.Method } parameter => _method is GenericInstanceMethod method ? method.GenericArguments[parameter.Position] : parameter,
        GenericParameter parameter => DeclaringType is GenericInstanceType declaring ? declaring.GenericArguments[parameter.Position] : parameter,
        GenericInstanceType instance => instance.ElementType.MakeGenericInstanceType([.. instance.GenericArguments.Select(Substitute)]),
        ArrayType array => new ArrayType(Substitute(array.ElementType), array.Rank),
        ByReferenceType reference => new ByReferenceType(Substitute(reference.ElementType)),
        PointerType pointer => new PointerType(Substitute(pointer.ElementType)),
        IModifierType modified => Substitute(modified.ElementType),
        _ => type,
    };
}
