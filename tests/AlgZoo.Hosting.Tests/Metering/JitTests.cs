using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace AlgZoo.Hosting.Tests;

/// <summary>Every method of rewritten assemblies goes through the JIT, which refuses IL that is not valid.</summary>
[NonParallelizable]
public sealed class JitTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static IEnumerable<string> ShippedPlugins
    {
        get
        {
            string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
            return Directory.EnumerateDirectories(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "AlgZoo.Cli", configuration, "plugins"))).Select(folder => Path.GetFileName(folder)!);
        }
    }

    [TestCase("MeteringCases", 400)]
    [TestCase("MathNet.Numerics", 9_000)]
    [TestCase("Newtonsoft.Json", 3_000)]
    public void A_library_compiles_after_rewriting(string name, int methods) => Compile(CasePlugin.Read(name), methods);

    [Test]
    public void Code_that_was_compiled_ahead_compiles_after_rewriting()
    {
        string sdk = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"));
        string? core = Directory.Exists(sdk)
            ? Directory.EnumerateDirectories(sdk).Select(folder => Path.Combine(folder, "FSharp", "FSharp.Core.dll")).LastOrDefault(File.Exists)
            : null;
        if (core is null)
        {
            Assert.Ignore("The SDK's own F# library is not installed.");
        }

        Compile(AssemblyInput.Read(core), 5_000);
    }

    [TestCaseSource(nameof(ShippedPlugins))]
    public void A_shipped_plugin_compiles_after_rewriting(string name)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        string path = Path.Combine(AppContext.BaseDirectory, "..", "..", "AlgZoo.Cli", configuration, "plugins", name, name + ".dll");

        Compile(AssemblyInput.Read(Path.GetFullPath(path)), 2);
    }

    private static void Compile(AssemblyInput input, int atLeast)
    {
        var metered = AssemblyMeter.Rewrite([input]).Assemblies[0];
        var context = new AssemblyLoadContext(input.Name, isCollectible: true);
        context.Resolving += (_, name) =>
        {
            string path = Path.Combine(Path.GetDirectoryName(input.Path)!, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        var assembly = context.LoadFromStream(new MemoryStream(metered.Dll), metered.Symbols is null ? null : new MemoryStream(metered.Symbols));

        int compiled = 0;
        var refused = new List<string>();
        foreach (var type in assembly.GetTypes())
        {
            foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Where(method => !method.IsAbstract && method.GetMethodBody() is not null))
            {
                var failure = CompileOne(type, method);
                if (failure is null)
                {
                    compiled++;
                }
                else if (failure is InvalidProgramException or BadImageFormatException or MissingMemberException or MemberAccessException or TypeAccessException)
                {
                    refused.Add($"{type.FullName}.{method.Name}: {failure.Message}");
                }
            }
        }

        context.Unload();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.Empty);
            Assert.That(compiled, Is.AtLeast(atLeast));
        }
    }

    // Null once compiled. Type arguments that a constraint refuses leave other exceptions, which say nothing about the IL.
    private static Exception? CompileOne(Type type, MethodBase method)
    {
        int parameters = (type.IsGenericTypeDefinition ? type.GetGenericArguments().Length : 0) + (method.IsGenericMethodDefinition ? method.GetGenericArguments().Length : 0);
        Exception? last = null;
        foreach (var argument in parameters == 0 ? [typeof(double)] : new[] { typeof(double), typeof(object) })
        {
            try
            {
                RuntimeHelpers.PrepareMethod(method.MethodHandle, [.. Enumerable.Repeat(argument.TypeHandle, parameters)]);
                return null;
            }
            catch (Exception exception)
            {
                last = exception;
            }
        }

        return last;
    }
}
