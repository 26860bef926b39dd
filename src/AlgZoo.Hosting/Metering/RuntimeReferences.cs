using System.Runtime.CompilerServices;
using AlgZoo.Metering;
using Mono.Cecil;

namespace AlgZoo.Hosting;

/// <summary>The run-time of metering as one module refers to it. Written by hand: an import by reflection would make the module refer to the runtime's private assemblies.</summary>
internal sealed class RuntimeReferences
{
    private static readonly ConditionalWeakTable<ModuleDefinition, RuntimeReferences> Known = [];

    private readonly ModuleDefinition _module;
    private readonly AssemblyNameReference _contract;

    private RuntimeReferences(ModuleDefinition module)
    {
        _module = module;
        var name = typeof(ThreadCounter).Assembly.GetName();
        var known = module.AssemblyReferences.FirstOrDefault(reference => string.Equals(reference.Name, name.Name, StringComparison.Ordinal));
        _contract = known ?? new AssemblyNameReference(name.Name, name.Version);
        if (known is null)
        {
            module.AssemblyReferences.Add(_contract);
        }

        Counter = Type(typeof(ThreadCounter));
        var code = Type(typeof(MeteredCode));
        Current = Method(Counter, nameof(ThreadCounter.Current), Counter, isStatic: true);
        Count = Method(Counter, nameof(ThreadCounter.Count), module.TypeSystem.Void, isStatic: false, module.TypeSystem.Int32, module.TypeSystem.Int64);
        CountOutOfLine = Method(Counter, nameof(ThreadCounter.CountOutOfLine), module.TypeSystem.Void, isStatic: false, module.TypeSystem.Int32, module.TypeSystem.Int64);
        EnterLoops = Method(Counter, nameof(ThreadCounter.EnterLoops), module.TypeSystem.Void, isStatic: false, module.TypeSystem.Int64);
        LeaveLoops = Method(Counter, nameof(ThreadCounter.LeaveLoops), module.TypeSystem.Void, isStatic: false, module.TypeSystem.Int64);
        EnterCatch = Method(code, nameof(MeteredCode.EnterCatch), module.TypeSystem.Void, isStatic: true, Counter, module.TypeSystem.Int64);
        AtRisk = new FieldReference(nameof(ThreadCounter.AtRisk), module.TypeSystem.Int64, Counter);
        EnterStaticConstructor = Method(code, nameof(MeteredCode.EnterStaticConstructor), Counter, isStatic: true);
        EnterFinalizer = Method(code, nameof(MeteredCode.EnterFinalizer), Counter, isStatic: true);
        Leave = Method(code, nameof(MeteredCode.Leave), module.TypeSystem.Void, isStatic: true, Counter);
    }

    public TypeReference Counter { get; }

    public MethodReference Current { get; }

    public MethodReference Count { get; }

    public MethodReference CountOutOfLine { get; }

    public MethodReference EnterLoops { get; }

    public MethodReference LeaveLoops { get; }

    public FieldReference AtRisk { get; }

    public MethodReference EnterCatch { get; }

    public MethodReference EnterStaticConstructor { get; }

    public MethodReference EnterFinalizer { get; }

    public MethodReference Leave { get; }

    public static RuntimeReferences Of(ModuleDefinition module) => Known.GetValue(module, each => new RuntimeReferences(each));

    /// <summary>One of the questions about a type argument of <see cref="MeteredCode"/>.</summary>
    public MethodReference Ask(string question, TypeReference typeArgument)
    {
        var open = Method(Type(typeof(MeteredCode)), question, _module.TypeSystem.Int64, isStatic: true);
        open.GenericParameters.Add(new GenericParameter("T", open));
        var closed = new GenericInstanceMethod(open);
        closed.GenericArguments.Add(typeArgument);
        return closed;
    }

    /// <summary>The metered stand-in of a library function: the same signature, with the instance as the first parameter.</summary>
    public MethodReference Shim(string name, MethodReference original)
    {
        bool isConstructor = string.Equals(original.Name, ".ctor", StringComparison.Ordinal);
        var element = original.GetElementMethod();
        var shim = Method(Type(typeof(CallShims)), name, isConstructor ? original.DeclaringType : element.ReturnType, isStatic: true);
        if (original.HasThis && !isConstructor)
        {
            shim.Parameters.Add(new ParameterDefinition(original.DeclaringType.IsValueType ? new ByReferenceType(original.DeclaringType) : original.DeclaringType));
        }

        foreach (var parameter in element.Parameters)
        {
            shim.Parameters.Add(new ParameterDefinition(parameter.ParameterType));
        }

        if (original is not GenericInstanceMethod generic)
        {
            return shim;
        }

        foreach (var parameter in element.GenericParameters)
        {
            shim.GenericParameters.Add(new GenericParameter(parameter.Name, shim));
        }

        var closed = new GenericInstanceMethod(shim);
        foreach (var argument in generic.GenericArguments)
        {
            closed.GenericArguments.Add(argument);
        }

        return closed;
    }

    /// <summary>Lets the module use the contract's internals.</summary>
    public void GrantAccess()
    {
        var constructor = Method(Type(typeof(IgnoresAccessChecksToAttribute)), ".ctor", _module.TypeSystem.Void, isStatic: false, _module.TypeSystem.String);
        var grant = new CustomAttribute(constructor);
        grant.ConstructorArguments.Add(new CustomAttributeArgument(_module.TypeSystem.String, _contract.Name));
        _module.Assembly.CustomAttributes.Add(grant);
    }

    private static MethodReference Method(TypeReference declaringType, string name, TypeReference returnType, bool isStatic, params ReadOnlySpan<TypeReference> parameters)
    {
        var method = new MethodReference(name, returnType, declaringType) { HasThis = !isStatic };
        foreach (var parameter in parameters)
        {
            method.Parameters.Add(new ParameterDefinition(parameter));
        }

        return method;
    }

    private TypeReference Type(Type type) => new(type.Namespace, type.Name, _module, _contract);
}
