namespace AlgZoo.Zoo.Tests.Catalogue;

public class ZooCatalogueTests
{
    [Test]
    public void There_are_116_sizes_and_6960_files()
    {
        Assert.That(ZooCatalogue.SizeNames.Distinct().Count(), Is.EqualTo(116));
        Assert.That(ZooCatalogue.Files.Select(file => file.FileName).Distinct().Count(), Is.EqualTo(6960 + 1), "and the article's M16,10");
        Assert.That(ZooCatalogue.Files.Count(file => file.IsBest), Is.EqualTo(116 + 1));
        Assert.That(ZooCatalogue.Checkpoints, Has.Count.EqualTo(12));
    }

    [Test]
    public void Tables_have_one_cell_for_each_size()
    {
        foreach (var family in ZooCatalogue.Families)
        {
            Assert.That(family.BestSeeds, Has.Length.EqualTo(family.HiddenSizes.Length));
            Assert.That(family.Published, Has.Length.EqualTo(family.HiddenSizes.Length));
            Assert.That(family.BestSeeds, Has.All.Length.EqualTo(family.SequenceLengths.Length).And.All.All.InRange(0, 4));
            Assert.That(family.Published, Has.All.Length.EqualTo(family.SequenceLengths.Length).And.All.All.InRange(0, 1));
        }
    }

    [TestCase("2nd_argmax_16_10", "2nd_argmax_16_10_1073741824_2.pth")]
    [TestCase("2nd_argmax_2_2", "2nd_argmax_2_2_1073741824_2.pth")]
    [TestCase("argmedian_32_11", "argmedian_32_11_1073741824_4.pth")]
    [TestCase("median_4_5", "median_4_5_1073741824_4.pth")]
    [TestCase("longest_cycle_2_3", "longest_cycle_2_3_1073741824_0.pth")]
    [TestCase("2nd_argmax_16_10_1048576_0", "2nd_argmax_16_10_1048576_0.pth")]
    [TestCase("2nd_argmax_16_10_0_4", "2nd_argmax_16_10_0_4.pth")]
    [TestCase("example_2nd_argmax", "one_layer_16_hidden_94_acc_2nd_argmax.pth")]
    [TestCase("zoo:example_2nd_argmax", "one_layer_16_hidden_94_acc_2nd_argmax.pth")]
    [TestCase("zoo:median_4_5", "median_4_5_1073741824_4.pth")]
    [TestCase("median_4_5_1048576_3.pth", "median_4_5_1048576_3.pth")]
    [TestCase("one_layer_16_hidden_94_acc_2nd_argmax.pth", "one_layer_16_hidden_94_acc_2nd_argmax.pth")]
    public void Names_stand_for_files(string name, string file) => Assert.That(ZooCatalogue.Find(name).FileName, Is.EqualTo(file));

    [TestCase("example_2nd_argmax", "one_layer_16_hidden_94_acc_2nd_argmax.pth")]
    [TestCase("2nd_argmax_2_2", "zoo/2nd_argmax_2_2_1073741824_2.pth")]
    public void Files_are_where_AlgZoo_has_them(string name, string address) => Assert.That(ZooCatalogue.Find(name).Address, Is.EqualTo(address));

    [Test]
    public void Published_figures()
    {
        Assert.That(ZooCatalogue.PublishedFigure(SequenceTask.SecondArgmax, 16, 10), Is.EqualTo(.948));
        Assert.That(ZooCatalogue.PublishedFigure(SequenceTask.Median, 8, 5), Is.EqualTo(.039), "root mean squared error");
        Assert.That(ZooCatalogue.PublishedFigure(SequenceTask.Median, 8, 4), Is.Null);
        Assert.That(ZooCatalogue.PublishedFigure(SequenceTask.Argmax, 8, 3), Is.Null);
        Assert.That(ZooCatalogue.Files.Skip(1).Select(file => ZooCatalogue.PublishedFigure(file.Task, file.HiddenSize, file.SequenceLength)), Has.None.Null);
    }

    [TestCase("2nd_argmax_7_10", "hidden sizes 2, 3, 4, 5, 6, 8, 16, 32 and lengths 2, 3, 4, 5, 6, 8, 10")]
    [TestCase("2nd_argmax_17_10", "did you mean '2nd_argmax_16_10'?")]
    [TestCase("2nd_argmx_16_10", "did you mean '2nd_argmax_16_10'?")]
    [TestCase("example_2nd_argmx", "did you mean 'example_2nd_argmax'?")]
    [TestCase("argmax_2_2", "no models for the task argmax; it has 2nd_argmax, argmedian, median, longest_cycle")]
    [TestCase("2nd_argmax_16_10_5_0", "checkpoints after 0 and 2^20 to 2^30")]
    [TestCase("2nd_argmax_16_10_1048576_5", "seeds 0 to 4")]
    [TestCase("2nd_argmax_16_10_1048576", "names no model")]
    [TestCase("../2nd_argmax_16_10", "names no model")]
    [TestCase("", "names no model")]
    public void Other_names_are_refused(string name, string message) =>
        Assert.That(() => ZooCatalogue.Find(name), Throws.TypeOf<ModelReferenceException>().With.Message.Contains(message));
}
