namespace AlgZoo.Hosting.Tests;

public sealed class PluginFoldersTests
{
    private string _root = "";

    [SetUp]
    public void CreateRoot() => _root = Directory.CreateTempSubdirectory("algzoo-folders-").FullName;

    [TearDown]
    public void DeleteRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Order_is_explicit_environment_current_user_executable()
    {
        foreach (string usual in new[] { "current/plugins", "data/algzoo/plugins", "exe/plugins" })
        {
            Directory.CreateDirectory(In(usual));
        }

        var folders = Search([In("a"), "b"], In("c") + Path.PathSeparator + In("d"));

        Assert.That(folders, Is.EqualTo(new[] { In("a"), In("current/b"), In("c"), In("d"), In("current/plugins"), In("data/algzoo/plugins"), In("exe/plugins") }));
    }

    [Test]
    public void Usual_folders_that_do_not_exist_are_left_out_and_named_ones_are_kept() =>
        Assert.That(Search([In("missing")], In("also-missing")), Is.EqualTo(new[] { In("missing"), In("also-missing") }));

    [Test]
    public void A_folder_that_is_named_twice_counts_once_at_its_first_place()
    {
        Directory.CreateDirectory(In("current/plugins"));

        Assert.That(Search([In("b"), "plugins/"], In("b")), Is.EqualTo(new[] { In("b"), In("current/plugins") }));
    }

    [Test]
    public void An_empty_or_absent_environment_variable_adds_nothing()
    {
        Assert.That(Search([], null), Is.Empty);
        Assert.That(Search([], Path.PathSeparator + " "), Is.Empty);
    }

    private string In(string path) => Path.GetFullPath(Path.Combine(_root, path));

    private IReadOnlyList<string> Search(string[] named, string? environment) => PluginFolders.InSearchOrder(named, environment, In("current"), In("data"), In("exe"));
}
