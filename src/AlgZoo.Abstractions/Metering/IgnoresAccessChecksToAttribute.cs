namespace System.Runtime.CompilerServices;

/// <summary>The runtime lets an assembly that carries this attribute use the internals of the named one: how rewritten plugin code reaches <see cref="AlgZoo.Metering.ThreadCounter"/>.</summary>
/// <param name="assemblyName">The named assembly.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
