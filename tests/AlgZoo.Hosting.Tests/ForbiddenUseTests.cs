using System.Runtime.CompilerServices;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AlgZoo.Hosting.Tests;

/// <summary>A plugin that reaches into the meter or pays FLOPs back is not offered. The plugins are a sound one whose IL is changed: no compiler would write most of this.</summary>
public sealed class ForbiddenUseTests
{
    private PluginFolder _folder = null!;

    [SetUp]
    public void AddSoundPlugin() => _folder = PluginFolder.With("Sound");

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_negative_constant_charge([Values(-1, -5, -1000)] int flops)
    {
        Change((module, charge, il) => il.Replace(charge.Previous.Previous, Instruction.Create(OpCodes.Ldc_I4, flops)));
        AssertRefused("charges a negative number of FLOPs in AlgZoo.Fixtures.Constant.Estimate; a charge is never negative");
    }

    [Test]
    public void A_positive_constant_charge_is_fine()
    {
        Change((module, charge, il) => il.Replace(charge.Previous.Previous, Instruction.Create(OpCodes.Ldc_I4, 5)));
        Assert.That(_folder.Discover().Problems, Is.Empty);
    }

    [Test]
    public void A_member_of_the_meter_that_is_internal()
    {
        Change((module, charge, il) =>
        {
            var meter = ((MethodReference)charge.Operand).DeclaringType;
            il.InsertBefore(charge, Instruction.Create(OpCodes.Ldnull));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Call, new MethodReference("get_SetUp", meter, meter) { HasThis = true }));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Pop));
        });
        AssertRefused("uses ComputeMeter.get_SetUp, which belongs to the host; use what the contract offers");
    }

    [Test]
    public void A_field_of_the_meter()
    {
        Change((module, charge, il) =>
        {
            var meter = ((MethodReference)charge.Operand).DeclaringType;
            il.InsertBefore(charge, Instruction.Create(OpCodes.Ldnull));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Ldfld, new FieldReference("Posted", module.TypeSystem.Int64, meter)));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Pop));
        });
        AssertRefused("uses ComputeMeter.Posted, which belongs to the host; use what the contract offers");
    }

    [Test]
    public void A_type_of_the_metering_run_time()
    {
        Change((module, charge, il) =>
        {
            var scope = ((MethodReference)charge.Operand).DeclaringType.Scope;
            il.InsertBefore(charge, Instruction.Create(OpCodes.Ldnull));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Castclass, new TypeReference("AlgZoo.Metering", "ThreadCounter", module, scope)));
            il.InsertBefore(charge, Instruction.Create(OpCodes.Pop));
        });
        AssertRefused("uses AlgZoo.Metering.ThreadCounter, which belongs to the host; use what the contract offers");
    }

    [Test]
    public void A_grant_of_access()
    {
        Change((module, charge, il) =>
        {
            var scope = ((MethodReference)charge.Operand).DeclaringType.Scope;
            var type = new TypeReference("System.Runtime.CompilerServices", "IgnoresAccessChecksToAttribute", module, scope);
            var constructor = new MethodReference(".ctor", module.TypeSystem.Void, type) { HasThis = true };
            constructor.Parameters.Add(new ParameterDefinition(module.TypeSystem.String));
            var grant = new CustomAttribute(constructor);
            grant.ConstructorArguments.Add(new CustomAttributeArgument(module.TypeSystem.String, "AlgZoo.Abstractions"));
            module.Assembly.CustomAttributes.Add(grant);
        });
        AssertRefused("grants itself access to internals with IgnoresAccessChecksTo; remove the attribute");
    }

    [Test]
    public void An_unsafe_accessor()
    {
        Change((module, charge, il) =>
        {
            var constructor = module.ImportReference(typeof(UnsafeAccessorAttribute).GetConstructor([typeof(UnsafeAccessorKind)]));
            var accessor = new CustomAttribute(constructor);
            accessor.ConstructorArguments.Add(new CustomAttributeArgument(constructor.Parameters[0].ParameterType, (int)UnsafeAccessorKind.Field));
            il.Body.Method.CustomAttributes.Add(accessor);
        });
        AssertRefused("reaches into other assemblies with UnsafeAccessor; use what the contract offers");
    }

    private void AssertRefused(string reason)
    {
        var catalog = _folder.Discover();

        Assert.That(catalog.Estimators, Is.Empty);
        Assert.That(catalog.Problems.Select(problem => problem.Reason), Is.EqualTo(new[] { reason }));
    }

    // Hands over the call of Charge(10) in the fixture's Constant.Estimate.
    private void Change(Action<ModuleDefinition, Instruction, ILProcessor> change)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(new MemoryStream(File.ReadAllBytes(_folder.Dll("Sound"))));
        var body = assembly.MainModule.GetType("AlgZoo.Fixtures.Constant").Methods.Single(method => method.Name == "Estimate").Body;
        change(assembly.MainModule, body.Instructions.Single(instruction => instruction.Operand is MethodReference { Name: "Charge" }), body.GetILProcessor());
        assembly.Write(_folder.Dll("Sound"));
    }
}
