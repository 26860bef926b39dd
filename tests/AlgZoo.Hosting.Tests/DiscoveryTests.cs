namespace AlgZoo.Hosting.Tests;

public sealed class DiscoveryTests
{
    [Test]
    public void Metadata_of_a_sound_plugin_is_read_without_loading_it()
    {
        using var folder = PluginFolder.With("Sound");

        var catalog = folder.Discover();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "sound-advised", "sound-constant", "sound-first-number" }));
        var constant = catalog.Estimators[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(constant.Kind, Is.EqualTo(EstimatorKind.Trivial));
            Assert.That(constant.Summary, Is.EqualTo("Always a half"));
            Assert.That(constant.Reference, Is.EqualTo("None"));
            Assert.That(constant.Plugin, Is.EqualTo("Sound"));
            Assert.That(constant.Path, Is.EqualTo(folder.Dll("Sound")));
            Assert.That(constant.Sha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.Dll("Sound"))))));
            Assert.That(constant.UsesAdvice, Is.False);
            Assert.That(catalog.Estimators[0].UsesAdvice, Is.True);
            Assert.That(catalog.Estimators[2].Kind, Is.EqualTo(EstimatorKind.Sampling), "the attribute's default");
            Assert.That(AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name), Has.None.EqualTo("EstimatorLibrary"));
        }
    }

    [Test]
    public void A_loose_dll_is_a_plugin_and_its_loose_dependency_is_none()
    {
        using var folder = new PluginFolder();
        folder.AddLooseDll("Sound", "Sound.dll");
        folder.AddLooseDll("NewtonsoftNew", "NewtonsoftNew.dll");
        folder.AddLooseDll("NewtonsoftNew", "Newtonsoft.Json.dll");

        var catalog = folder.Discover();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Select(estimator => estimator.Plugin), Is.EquivalentTo(new[] { "Sound", "Sound", "Sound", "NewtonsoftNew" }));
    }

    [Test]
    public void A_single_dll_can_be_named_instead_of_a_folder()
    {
        using var folder = PluginFolder.With("Sound", "DuplicateId");

        var catalog = PluginCatalog.Discover([folder.Dll("DuplicateId")]);

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Select(estimator => estimator.Path), Is.EqualTo(new[] { folder.Dll("DuplicateId") }));
    }

    [Test]
    public void Build_output_can_be_named_as_a_folder()
    {
        using var folder = new PluginFolder();
        folder.AddLoose("BaseInDependency");

        var catalog = folder.Discover();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "base-in-dependency" }));
    }

    [Test]
    public void Folders_without_dlls_and_resource_folders_are_ignored()
    {
        using var folder = PluginFolder.With("Sound");
        Directory.CreateDirectory(folder.File("SourceOnly", "bin"));
        File.WriteAllText(folder.File("SourceOnly", "SourceOnly.csproj"), "<Project />");
        File.Copy(folder.Dll("Sound"), folder.File("SourceOnly", "bin", "SourceOnly.dll"));
        Directory.CreateDirectory(folder.File("de"));
        File.Copy(folder.Dll("Sound"), folder.File("de", "Sound.resources.dll"));

        var catalog = folder.Discover();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators, Has.Count.EqualTo(3));
    }

    [Test]
    public void The_same_plugin_in_two_folders_counts_once_and_the_first_wins()
    {
        using var first = PluginFolder.With("Sound");
        using var second = PluginFolder.With("Sound", "NewtonsoftOld");

        var catalog = PluginCatalog.Discover([first.Root, second.Root, first.File("Sound"), first.Dll("Sound")]);

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Where(estimator => estimator.Plugin is "Sound").Select(estimator => estimator.Path), Is.All.EqualTo(first.Dll("Sound")).And.Exactly(3).Items);
        Assert.That(catalog.TryFind("newtonsoft-old", out _), Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Of_two_plugins_with_one_id_the_first_in_search_order_keeps_it(bool soundFirst)
    {
        using var sound = PluginFolder.With("Sound");
        using var duplicate = PluginFolder.With("DuplicateId");
        string[] order = soundFirst ? [sound.Root, duplicate.Root] : [duplicate.Root, sound.Root];
        string kept = soundFirst ? sound.Dll("Sound") : duplicate.Dll("DuplicateId");
        string refused = soundFirst ? duplicate.Dll("DuplicateId") : sound.Dll("Sound");

        var catalog = PluginCatalog.Discover(order);

        Assert.That(catalog.Problems, Has.Count.EqualTo(1));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalog.Problems[0].Path, Is.EqualTo(refused));
            Assert.That(catalog.Problems[0].Reason, Does.Contain(kept).And.Contain("'sound-constant'"));
            Assert.That(catalog.TryFind("sound-constant", out var estimator) ? estimator.Path : null, Is.EqualTo(kept));
            Assert.That(catalog.TryFind("sound-first-number", out _), Is.True, "the other estimators of a plugin are not harmed");
        }
    }

    [Test]
    public void A_base_class_in_a_private_dependency_counts()
    {
        using var folder = PluginFolder.With("BaseInDependency");

        var catalog = folder.Discover();

        Assert.That(catalog.Problems, Is.Empty);
        Assert.That(catalog.Estimators.Select(estimator => estimator.Id), Is.EqualTo(new[] { "base-in-dependency" }));
    }
}
