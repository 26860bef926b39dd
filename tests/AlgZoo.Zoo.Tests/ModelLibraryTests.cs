using AlgZoo.Tests.Support;

namespace AlgZoo.Zoo.Tests;

public class ModelLibraryTests
{
    private string _folder = "";
    private ModelLibrary _library = new("");

    [SetUp]
    public void CreateFolder()
    {
        _folder = Directory.CreateTempSubdirectory("algzoo-tests-").FullName;
        _library = new(_folder);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("handcrafted:2", 2, 2)]
    [TestCase("handcrafted:3", 4, 3)]
    [TestCase("handcrafted:10", 22, 10)]
    [TestCase("trained:2nd_argmax_16_10", 16, 10)]
    [TestCase("trained:median_8_5_67108864_3", 8, 5)]
    public void Models_that_ship(string reference, int hiddenSize, int sequenceLength)
    {
        var loaded = _library.Load(reference);

        Assert.That(loaded.Reference, Is.EqualTo(reference));
        Assert.That((loaded.Model.HiddenSize, loaded.Model.SequenceLength), Is.EqualTo((hiddenSize, sequenceLength)));
        Assert.That(() => loaded.Task.EnsureFits(loaded.Model), Throws.Nothing);
    }

    [TestCase("handcrafted:4", "handcrafted:2, handcrafted:3, handcrafted:10")]
    [TestCase("handcraftd:3", "did you mean 'handcrafted:3'?")]
    [TestCase("2nd_argmax_16_10", "did you mean '2nd_argmax_16_10'?")]
    [TestCase("trained:2nd_argmax_16_11", "did you mean '2nd_argmax_16_10'?")]
    [TestCase("model.bin", "the path of a .pth or .safetensors file")]
    [TestCase("zoo:argmedian_8_5", "put AlgZoo's file argmedian_8_5_1073741824_2.pth into ")]
    [TestCase("zoo:argmedian_8_5", "or use trained:argmedian_8_5, which ships")]
    [TestCase("zoo:example_2nd_argmax", "or use trained:2nd_argmax_16_10, which ships")]
    public void Unknown_and_missing_references(string reference, string message) =>
        Assert.That(() => _library.Load(reference), Throws.TypeOf<ModelReferenceException>().With.Message.Contains(message));

    [Test]
    public void Unknown_task() =>
        Assert.That(() => _library.Load("handcrafted:2", "2nd_argmx"), Throws.TypeOf<ModelReferenceException>().With.Message.Contains("did you mean '2nd_argmax'?"));

    [Test]
    public void Task_that_contradicts_a_shipped_model() =>
        Assert.That(() => _library.Load("handcrafted:2", "argmax"), Throws.TypeOf<ModelReferenceException>().With.Message.Contains("made for the task 2nd_argmax, not argmax"));

    [Test]
    public void Missing_files_are_named_as_given() =>
        Assert.That(() => _library.Load("no/such/model.pth"), Throws.TypeOf<ModelFileException>().With.Message.StartsWith("no/such/model.pth: "));

    [Test]
    public void Large_files_are_not_read()
    {
        string path = Path.Combine(_folder, "large.pth");
        using (var stream = File.Create(path))
        {
            stream.SetLength((16 << 20) + 1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => _library.Load(path), Throws.TypeOf<ModelFileException>().With.Message.Contains("16 MiB"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Folders_are_not_read()
    {
        string path = Directory.CreateDirectory(Path.Combine(_folder, "folder.pth")).FullName;

        Assert.That(() => _library.Load(path), Throws.TypeOf<ModelFileException>().With.Message.Contains("cannot be read"));
    }

    [Test]
    public void Zoo_models_are_found_under_AlgZoo_s_names()
    {
        File.Copy(OriginalModels.Path("algzoo_rnn_small.pth"), Path.Combine(_folder, "2nd_argmax_2_2_1073741824_2.pth"));
        File.Copy(OriginalModels.Path("algzoo_rnn_blog.pth"), Path.Combine(_folder, "one_layer_16_hidden_94_acc_2nd_argmax.pth"));

        Assert.That(_library.Load("zoo:2nd_argmax_2_2").TaskSource, Is.EqualTo("from the file name"));
        Assert.That(_library.Load("zoo:example_2nd_argmax").Model.ParameterCount, Is.EqualTo(432));
        Assert.That(
            _library.List().Where(model => model.Reference.StartsWith("zoo:", StringComparison.Ordinal) && model.IsAvailable).Select(model => model.Reference),
            Is.EqualTo(new[] { "zoo:example_2nd_argmax", "zoo:2nd_argmax_2_2" }));
    }

    [Test]
    public void A_wrong_file_under_AlgZoo_s_name_is_refused()
    {
        File.Copy(OriginalModels.Path("algzoo_rnn_small.pth"), Path.Combine(_folder, "argmedian_2_3_1073741824_0.pth"));

        Assert.That(() => _library.Load("zoo:argmedian_2_3"), Throws.TypeOf<ModelFileException>().With.Message.Contains("sequence length is 2 (the shapes) but also 3 (the file name)"));
    }

    [Test]
    public void Every_listed_model_that_is_available_loads_as_listed()
    {
        var listed = _library.List();

        Assert.That(listed.Select(model => model.Reference), Is.Unique);
        Assert.That(listed, Has.Count.EqualTo(3 + 116 + TrainedModels.All.Count + 1 + 116));
        foreach (var model in listed.Where(model => model.IsAvailable))
        {
            var loaded = _library.Load(model.Reference);
            Assert.That(
                (loaded.Model.Architecture, loaded.Task, loaded.Model.HiddenSize, loaded.Model.SequenceLength, loaded.Model.ParameterCount),
                Is.EqualTo((model.Architecture, model.Task, model.HiddenSize, model.SequenceLength, model.ParameterCount)));
        }
    }

    [Test]
    public void Published_scores_are_listed()
    {
        var scores = _library.List().ToDictionary(model => model.Reference, model => model.Score, StringComparer.Ordinal);

        Assert.That(scores["zoo:2nd_argmax_8_5"], Is.EqualTo(0.882));
        Assert.That(scores["zoo:longest_cycle_8_6"], Is.EqualTo(0.854));
        Assert.That(scores["zoo:median_16_10"], Is.EqualTo(0.041 * 0.041).Within(1e-15));
    }
}
