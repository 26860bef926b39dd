using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using AlgZoo.Metering;

namespace AlgZoo.Hosting.Tests;

/// <summary>What rewriting must leave as it was: lines in stack traces, names, and its own output.</summary>
public sealed class RewrittenAssemblyTests
{
    [TestCase("Throw")]
    [TestCase("NullReference")]
    [TestCase("InLambda")]
    public void A_stack_trace_names_the_line_of_the_source(string name)
    {
        string[] source = File.ReadAllLines(AccuracyTests.Fixture("Failures.cs"));
        int expected = Array.FindIndex(source, line => line.EndsWith("// line of " + name, StringComparison.Ordinal)) + 1;
        using var window = MeterWindow.Open(new ComputeMeter(ComputeMeter.Unlimited, CasePlugin.Rewritten.Metered!.Mixes, setUp: null));

        foreach (var plugin in new[] { CasePlugin.Original, CasePlugin.Rewritten })
        {
            var exception = Assert.Catch(() => plugin.Case("Failures." + name)(50))!;
            var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrame(0)!;
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Path.GetFileName(frame.GetFileName()), Is.EqualTo("Failures.cs"));
                Assert.That(frame.GetFileLineNumber(), Is.EqualTo(expected));
            }
        }
    }

    [Test]
    public void A_signed_assembly_keeps_its_name_and_loads()
    {
        var metered = AssemblyMeter.Rewrite([CasePlugin.Read("Newtonsoft.Json")]).Assemblies[0];
        var assembly = new AssemblyLoadContext("signed", isCollectible: true).LoadFromStream(new MemoryStream(metered.Dll));

        Assert.That(Convert.ToHexStringLower(assembly.GetName().GetPublicKeyToken()!), Is.EqualTo("30ad4fe6b2a6aeed"));
        Assert.That(assembly.GetName().Version, Is.EqualTo(new Version(13, 0, 0, 0)));
        Assert.That(assembly.GetTypes(), Is.Not.Empty);
    }

    [Test]
    public void The_same_input_gives_the_same_bytes()
    {
        var first = AssemblyMeter.Rewrite(CasePlugin.Inputs);
        var second = AssemblyMeter.Rewrite(CasePlugin.Inputs);

        using (Assert.EnterMultipleScope())
        {
            foreach (var (one, other) in first.Assemblies.Zip(second.Assemblies))
            {
                Assert.That(one.Dll.AsSpan().SequenceEqual(other.Dll), Is.True, one.Name);
                Assert.That(one.Symbols.AsSpan().SequenceEqual(other.Symbols), Is.True, one.Name + " symbols");
            }

            Assert.That(second.OwnMixes, Is.EqualTo(first.OwnMixes));
            Assert.That(second.UnmeteredCalls, Is.EqualTo(first.UnmeteredCalls));
        }
    }

    [Test]
    public void Public_types_and_members_stay_as_they_were()
    {
        foreach (var (input, metered) in CasePlugin.Inputs.Zip(CasePlugin.Rewritten.Metered!.Assemblies))
        {
            Assert.That(PublicNames(metered.Dll), Is.EquivalentTo(PublicNames(input.Dll)), input.Name);
        }
    }

    private static string[] PublicNames(byte[] dll)
    {
        using var reader = new PEReader(new MemoryStream(dll));
        var metadata = reader.GetMetadataReader();
        return
        [
            .. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
                .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) is TypeAttributes.Public or TypeAttributes.NestedPublic)
                .SelectMany(type => type.GetMethods().Select(metadata.GetMethodDefinition), (type, method) => (type, method))
                .Where(entry => (entry.method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
                .Select(entry => $"{metadata.GetString(entry.type.Namespace)}.{metadata.GetString(entry.type.Name)}.{metadata.GetString(entry.method.Name)}"),
        ];
    }
}
