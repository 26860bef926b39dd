using System.Collections.Frozen;

namespace AlgZoo.Hosting;

/// <summary>Methods that make, load, call or start code where the meter cannot follow it.</summary>
internal static class EscapeHatches
{
    private static readonly FrozenDictionary<string, NameSet> Members = new Dictionary<string, NameSet>(StringComparer.Ordinal)
    {
        // Code that is made at run time.
        ["System.Linq.Expressions.Expression`1"] = new("Compile"),
        ["System.Linq.Expressions.LambdaExpression"] = new("Compile CompileToMethod"),
        ["System.Reflection.Emit.DynamicMethod"] = new(".ctor CreateDelegate Invoke"),
        ["System.Reflection.Emit.AssemblyBuilder"] = new(".ctor Define*"),
        ["System.Reflection.Emit.PersistedAssemblyBuilder"] = new(".ctor Define*"),
        ["Microsoft.CSharp.RuntimeBinder.Binder"] = new("*"),

        // Calls that reach a method without naming it: those of methods that are cheap enough to be charged at their callers are lost, and so are those of the runtime; and writes that reach the meter's own state.
        ["System.Reflection.MethodBase"] = new("Invoke"),
        ["System.Reflection.MethodInfo"] = new("Invoke CreateDelegate"),
        ["System.Reflection.ConstructorInfo"] = new("Invoke"),
        ["System.Reflection.PropertyInfo"] = new("GetValue SetValue"),
        ["System.Reflection.FieldInfo"] = new("SetValue SetValueDirect"),
        ["System.Reflection.MethodInvoker"] = new("Invoke"),
        ["System.Reflection.ConstructorInvoker"] = new("Invoke"),
        ["System.Type"] = new("InvokeMember"),
        ["System.Delegate"] = new("DynamicInvoke CreateDelegate"),
        ["System.RuntimeMethodHandle"] = new("GetFunctionPointer"),
        ["System.Runtime.InteropServices.Marshal"] = new("GetDelegateForFunctionPointer GetFunctionPointerForDelegate"),

        // Code that is loaded or runs elsewhere.
        ["System.Reflection.Assembly"] = new("Load* UnsafeLoadFrom CreateInstance"),
        ["System.Runtime.Loader.AssemblyLoadContext"] = new("Load* .ctor"),
        ["System.AppDomain"] = new("Load ExecuteAssembly* CreateInstance*"),
        ["System.Runtime.InteropServices.NativeLibrary"] = new("*"),
        ["System.Diagnostics.Process"] = new("Start"),

        // Work that leaves the meter's window behind.
        ["System.Threading.ExecutionContext"] = new("SuppressFlow"),
        ["System.Threading.ThreadPool"] = new("UnsafeQueueUserWorkItem UnsafeQueueNativeOverlapped UnsafeRegisterWaitForSingleObject"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(Callee callee) =>
        (Members.TryGetValue(callee.TypeName, out var names) && names.Contains(callee.Name))
        || callee is { TypeName: "System.Activator", Name: "CreateInstance", IsGenericMethod: false }
        || callee is { TypeName: "System.Activator", Name: "CreateInstanceFrom" };
}
