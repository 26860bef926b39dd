namespace AlgZoo.Cli.Tests;

/// <summary>A mistake of the user's is one clear message on standard error, exit code 1, and nothing on standard output.</summary>
public sealed class RefusalTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("truth handcrafted:10 --method exact", "algzoo: There is no exact method for handcrafted:10; use --method sampling.")]
    [TestCase("truth handcrafted:2 --method guess", "algzoo: --method: 'guess' is no method; there are auto, exact, sampling, slices.")]
    [TestCase("truth handcrafted:2 --quantity mean-squared-error", "algzoo: The quantity mean-squared-error is not defined for the task 2nd_argmax; leave --quantity out.")]
    [TestCase("truth handcrafted:2 --samples 0", "algzoo: --samples: '0' is not a whole number of at least 1, such as 1e7.")]
    [TestCase("truth handcrafted:2 --seed -1", "algzoo: --seed: '-1' is not a whole number from 0 to 2^64 - 1.")]
    [TestCase("truth handcrafted:2 --threads few", "algzoo: --threads: 'few' is not a whole number of at least 0.")]
    [TestCase("truth handcraftd:2", "algzoo: 'handcraftd:2' names no model (did you mean 'handcrafted:2'?)")]
    [TestCase("truth nothing.pth", "algzoo: nothing.pth: there is no such file; check the path.")]
    [TestCase("truth --sample", "algzoo: '--sample' is no option of truth (did you mean '--samples'?); --help shows all.")]
    [TestCase("truth -x", "algzoo: '-x' is no option; --help shows all.")]
    [TestCase("truth handcrafted:2 handcrafted:3", "algzoo: Unrecognized command or argument 'handcrafted:3'.")]
    [TestCase("surprise", "algzoo: Required argument 'model' missing for command: 'surprise'.")]
    [TestCase("surprise trained:median_2_2", "algzoo: Surprise accounting is defined for accuracies, and the task median has none; `algzoo run --model trained:median_2_2` scores its mean-squared-error.")]
    [TestCase("surprise handcrafted:2 --estimator monte-carl", "algzoo: No estimator matches 'monte-carl' (did you mean 'monte-carlo'?); there are ")]
    [TestCase("surprise handcrafted:2 --resolution 1", "algzoo: --resolution: '1' is no number between 0 and 0.5, such as 1e-6.")]
    [TestCase("surprise handcrafted:2 --max-bits 0", "algzoo: --max-bits: '0' is not a number of bits above 0 and at most 100000.")]
    [TestCase("surprise handcrafted:2 --particles 15", "algzoo: --particles: '15' is not a whole number of at least 32.")]
    [TestCase("surprise handcrafted:2 --estimate chance", "algzoo: '--estimate' is no option of surprise (did you mean '--estimator'?); --help shows all.")]
    [TestCase("run --draw 3", "algzoo: '--draw' is no option of run (did you mean '--draws'?); --help shows all.")]
    [TestCase("run quick --out=run --job=2", "algzoo: '--job' is no option of run (did you mean '--jobs'?); --help shows all.")]
    [TestCase("run quik", "algzoo: There is no suite 'quik' (did you mean 'quick'?); there are challenge, exact, quick, seeds, zoo, or give the path of a YAML file.")]
    [TestCase("run --estimator monte-carl", "algzoo: No estimator matches 'monte-carl' (did you mean 'monte-carlo'?); there are adaptive-slices, antithetic, article-two-by-two, auto,")]
    [TestCase("truth", "algzoo: Required argument 'model' missing for command: 'truth'.")]
    [TestCase("inspect handcrafted:33", "algzoo: There is no 'handcrafted:33'; there are handcrafted:2, handcrafted:3, handcrafted:10.")]
    [TestCase("list estimators --plugins nowhere", "algzoo: --plugins: 'nowhere' does not exist.")]
    [TestCase("run --estimator guess", "algzoo: No estimator matches 'guess'; there are adaptive-slices, antithetic, article-two-by-two, auto,")]
    [TestCase("truth trained:2nd_argmax_16_10 --method slices", "algzoo: There are no slices for trained:2nd_argmax_16_10: only for the accuracy of RNNs of four or five inputs on 2nd_argmax, argmedian and argmax; use --method sampling.")]
    [TestCase("run --estimator chance:l", "algzoo: The options of 'chance:l' cannot be read: 'l' is no option; write name=value, and a comma between two of them.")]
    [TestCase("run nothing", "algzoo: There is no suite 'nothing'; there are challenge, exact, quick, seeds, zoo, or give the path of a YAML file.")]
    [TestCase("run --model trained:2nd_argmax_16_11", "algzoo: ")]
    [TestCase("run --model handcrafted:2 --model handcrafted:2", "algzoo: ")]
    [TestCase("run --model handcrafted:2 --task median", "algzoo: 'handcrafted:2' was made for the task 2nd_argmax, not median; leave the task out.")]
    [TestCase("run --noise loud", "algzoo: --noise: 'loud' is no kind of noise; there are relative:SIGMA, additive:SIGMA, auto:DROP and none.")]
    [TestCase("run --noise relative:-1", "algzoo: --noise: The noise scale sigma must be a number from 0 to 1000.")]
    [TestCase("run --budget 0", "algzoo: --budget: '0' is no list of budgets, such as 1e4,1e5 or 1e4..1e8.")]
    [TestCase("run --budget 1e8..1e4", "algzoo: --budget: '1e8..1e4' is no list of budgets, such as 1e4,1e5 or 1e4..1e8.")]
    [TestCase("run --task guess", "algzoo: --task: 'guess' is no task; there are 2nd_argmax, argmedian, median, longest_cycle, argmax, argoutlier.")]
    [TestCase("run --quantity guess", "algzoo: --quantity: 'guess' is no quantity; there are accuracy, mean-squared-error, cross-entropy.")]
    [TestCase("run --quantity mean-squared-error --noise none", "algzoo: The quantity mean-squared-error is not defined for the task 2nd_argmax")]
    [TestCase("report nowhere", "algzoo: 'nowhere' is no run directory: there is no such folder; check the path.")]
    [TestCase("report .", "algzoo: '.' is no run directory: it has no manifest.json; name a folder that `algzoo run` wrote.")]
    [TestCase("report . --price-table whest-0.11", "algzoo: --price-table: 'whest-0.11' is no price table (did you mean 'whest-0.12'?); there are default-1, whest-0.12.")]
    [TestCase("report . --price-table free", "algzoo: --price-table: 'free' is no price table; there are default-1, whest-0.12.")]
    [TestCase("report", "algzoo: Required argument 'dir' missing for command: 'report'.")]
    [TestCase("compare nowhere .", "algzoo: 'nowhere' is no run directory: there is no such folder; check the path.")]
    [TestCase("compare .", "algzoo: Required argument 'after' missing for command: 'compare'.")]
    [TestCase("compare . . --fail-if-wors", "algzoo: '--fail-if-wors' is no option of compare (did you mean '--fail-if-worse'?); --help shows all.")]
    [TestCase("leaderboard", "algzoo: Required argument 'dir' missing for command: 'leaderboard'.")]
    [TestCase("leaderboard . --out all", "algzoo: '.' is no run directory: it has no manifest.json; name a folder that `algzoo run` wrote.")]
    [TestCase("run --draws 0", "algzoo: --draws: '0' is not a whole number of at least 1.")]
    [TestCase("run --jobs 1.5", "algzoo: --jobs: '1.5' is not a whole number of at least 1.")]
    [TestCase("run --truth-samples many", "algzoo: --truth-samples: 'many' is neither auto nor a whole number such as 1e7.")]
    [TestCase("run --time-limit 0", "algzoo: --time-limit: '0' is not a number of seconds above 0 and at most 604800, seven days.")]
    [TestCase("validate", "algzoo: Required argument 'plugin' missing for command: 'validate'.")]
    [TestCase("validate nowhere.dll", "algzoo: nowhere.dll does not exist; name a plugin's DLL or its folder.")]
    [TestCase("validate nowhere.dll --check determinsm", "algzoo: --check: 'determinsm' is no check (did you mean 'determinism'?); `algzoo list checks` shows all.")]
    [TestCase("validate nowhere.dll --isolation thread", "algzoo: --isolation: 'thread' is neither process nor none.")]
    [TestCase("new estimator my-method", "algzoo: 'my-method' cannot name a class; use letters and digits with a capital first, such as MyMethod.")]
    [TestCase("new estimator 2", "algzoo: '2' cannot name a class; use letters and digits with a capital first, such as MyMethod.")]
    [TestCase("new estimator Estimate", "algzoo: 'Estimate' names a class already, of .NET or of AlgZoo; choose another name, such as MyEstimate.")]
    [TestCase("new estimator Mine --id Mine", "algzoo: --id: 'Mine' is no id; use lower-case letters, digits and hyphens, not beginning with a hyphen.")]
    [TestCase("new estimator Mine --kind quadrature", "algzoo: --kind: 'quadrature' is nothing to start from; there are sampling, deductive.")]
    [TestCase("new estimator Mine --package-source .", "algzoo: --package-source: there is no ")]
    [TestCase("train", "algzoo: ")]
    [TestCase("train 2nd_argmix --hidden-size 4 --seq-len 3", "algzoo: '2nd_argmix' is no task (did you mean '2nd_argmax'?); there are 2nd_argmax, argmedian, median, longest_cycle, argmax, argoutlier.")]
    [TestCase("train median --seq-len 3", "algzoo: Option '--hidden-size' is required.")]
    [TestCase("train median --hidden-size 2000 --seq-len 3", "algzoo: --hidden-size: 2000 is too large; models of this kind go up to 1024.")]
    [TestCase("train longest_cycle --hidden-size 8 --seq-len 257", "algzoo: --seq-len: 257 is too large; models of this kind go up to 256.")]
    [TestCase("train median --hidden-size 8 --seq-len 1", "algzoo: --seq-len: '1' is not a whole number of at least 2.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --batch-size 100", "algzoo: --batch-size: 100 is no multiple of 32; take 96 or 128.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --sequences 2^60", "algzoo: --sequences: '2^60' is not a whole number of at least 1, such as 1e7.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --seeds 5..2", "algzoo: --seeds: '5..2' is no list of seeds, such as 0..15 or 0,3,5.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --seed 1 --seeds 2", "algzoo: --seeds names all seeds; leave --seed out.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --preset mine", "algzoo: --preset: 'mine' is no preset; there is alg-zoo.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --preset alg-zoo --sequences 1e6", "algzoo: --preset alg-zoo sets --sequences and --batch-size; leave them out.")]
    [TestCase("train median --hidden-size 8 --seq-len 3 --keep worst", "algzoo: --keep: 'worst' is neither all nor best.")]
    [TestCase("run --base-address example.org", "algzoo: --base-address: 'example.org' is no http or https address, such as https://storage.googleapis.com/arc-ml-public/alg/.")]
    [TestCase("zoo pull", "algzoo: Name the models to download, or give either --family or --all; `algzoo zoo list` shows what there is.")]
    [TestCase("zoo pull --all --family median", "algzoo: Name the models to download, or give either --family or --all; `algzoo zoo list` shows what there is.")]
    [TestCase("zoo pull 2nd_argmax_2_2 --best", "algzoo: --best goes with --family or --all; a size such as 2nd_argmax_16_10 stands for its best seed already.")]
    [TestCase("zoo pull 2nd_argmax_16_11", "algzoo: The zoo has no '2nd_argmax_16_11'; for 2nd_argmax it has hidden sizes 2, 3, 4, 5, 6, 8, 16, 32 and lengths 2, 3, 4, 5, 6, 8, 10 (did you mean '2nd_argmax_16_10'?).")]
    [TestCase("zoo pull --family medin", "algzoo: --family: 'medin' is no family (did you mean 'median'?); there are 2nd_argmax, argmedian, median, longest_cycle.")]
    [TestCase("run --watch --shard 1/2", "algzoo: --watch starts a run of its own, and all of it; leave --shard out.")]
    [TestCase("run --watch --resume run", "algzoo: --watch starts a run of its own, and all of it; leave --resume out.")]
    [TestCase("doctor --plugins nowhere", "algzoo: --plugins: 'nowhere' does not exist.")]
    [TestCase("doctor --base-address example.org", "algzoo: --base-address: 'example.org' is no http or https address")]
    [TestCase("completion", "algzoo: Required argument 'shell' missing for command: 'completion'.")]
    [TestCase("completion bsh", "algzoo: There is no completion for 'bsh' (did you mean 'bash'?); there is for bash, zsh, pwsh.")]
    [TestCase("help skores", "algzoo: There is no help on 'skores' (did you mean 'scores'?); `algzoo help` lists the topics.")]
    [TestCase("help zoo pul", "algzoo: There is no help on 'zoo pul'; `algzoo help` lists the topics.")]
    [TestCase("help --jsn", "algzoo: '--jsn' is no option of help (did you mean '--json'?); --help shows all.")]
    [TestCase("run --out", "algzoo: Required argument missing for option: '--out'.")]
    public void One_message_names_the_mistake(string line, string message)
    {
        var result = _algzoo.Run(line.Split(' ')).EndsWith(1);

        Assert.That(result.ErrorLines, Has.One.Items.And.One.StartsWith(message));
        Assert.That(result.Output, Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(_algzoo.WorkingFolder), Is.Empty, "nothing is written");
    }

    [TestCase("truth", "")]
    [TestCase("run", "--out", "")]
    [TestCase("run", "--model", " ")]
    public void An_empty_argument_is_refused(params string[] arguments)
    {
        var result = _algzoo.Run(arguments).EndsWith(1);

        Assert.That(result.ErrorLines, Is.EqualTo(new[] { "algzoo: an argument is empty; give it a value or leave it out." }));
        Assert.That(result.Output, Is.Empty);
    }

    [TestCase("ran", "run")]
    [TestCase("list model", "models")]
    public void A_misspelt_verb_gets_a_suggestion_and_the_verbs(string line, string suggestion)
    {
        var result = _algzoo.Run(line.Split(' ')).EndsWith(1);

        Assert.That(result.ErrorLines, Has.Some.EqualTo(suggestion).And.Some.EqualTo("Commands:"));
        Assert.That(result.Output, Is.Empty);
    }

    [TestCase("name: own\nmodels: [ handcrafted:2 ]\ndraws: many\nbudgets: [ 1e3 ]\n", "suite.yaml, line 3, column 8: ")]
    [TestCase("name: own\ndraw: 4\n", "suite.yaml, line 2, column 1: Unknown key 'draw' (did you mean 'draws'?); there are name, ")]
    [TestCase("name: own\nmodels: [ handcrafted:2\n", "suite.yaml, line 3, column 1: ")]
    public void A_mistake_in_a_suite_file_is_named_with_its_place(string yaml, string place)
    {
        File.WriteAllText(_algzoo.Below("suite.yaml"), yaml);

        var result = _algzoo.Run("run", "suite.yaml").EndsWith(1);

        Assert.That(result.ErrorLines, Has.One.Items.And.One.Contains(place));
        Assert.That(result.Output, Is.Empty);
    }

    [Test]
    public void A_damaged_model_file_is_named()
    {
        File.WriteAllText(_algzoo.Below("broken.pth"), "no weights");

        var result = _algzoo.Run("inspect", "broken.pth").EndsWith(1);

        Assert.That(result.ErrorLines, Has.One.Items.And.One.StartsWith("algzoo: broken.pth"));
        Assert.That(result.Output, Is.Empty);
    }
}
