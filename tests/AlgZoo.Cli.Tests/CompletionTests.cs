using System.Diagnostics;

namespace AlgZoo.Cli.Tests;

/// <summary>Completion: what is suggested for a line, and the scripts in the shells themselves.</summary>
public sealed class CompletionTests
{
    private readonly Command _algzoo = new();

    [TearDown]
    public void CleanUp() => _algzoo.Dispose();

    [TestCase("algzoo ru", "run")]
    [TestCase("algzoo tr", "train", "truth")]
    [TestCase("algzoo zoo ", "list", "pull", "table", "verify")]
    [TestCase("algzoo list mo", "models")]
    [TestCase("algzoo run c", "challenge")]
    [TestCase("algzoo run --dr", "--draws")]
    [TestCase("algzoo run --quantity ", "accuracy", "cross-entropy", "mean-squared-error")]
    [TestCase("algzoo run --quantity=a", "--quantity=accuracy")]
    [TestCase("algzoo run --isolation ", "none", "process")]
    [TestCase("algzoo run --noise r", "relative:")]
    [TestCase("algzoo run --json --live e", "exact")]
    [TestCase("algzoo run --out \"my run\" --accept", "--accept-changes")]
    [TestCase("algzoo report runs/x --price-table w", "whest-0.12")]
    [TestCase("algzoo truth handcrafted:1", "handcrafted:10")]
    [TestCase("algzoo truth handcrafted:2 --task med", "median")]
    [TestCase("algzoo truth trained:longest_cycle_8_6", "trained:longest_cycle_8_6", "trained:longest_cycle_8_6_4194304_15")]
    [TestCase("algzoo inspect zoo:ex", "zoo:example_2nd_argmax")]
    [TestCase("algzoo surprise handcrafted:1", "handcrafted:10")]
    [TestCase("algzoo surprise handcrafted:2 --max", "--max-bits")]
    [TestCase("algzoo zoo pull median_4_3_1048576_", "median_4_3_1048576_0", "median_4_3_1048576_1", "median_4_3_1048576_2", "median_4_3_1048576_3", "median_4_3_1048576_4")]
    [TestCase("algzoo zoo list --family l", "longest_cycle")]
    [TestCase("algzoo train argmed", "argmedian")]
    [TestCase("algzoo validate My.dll --check cl", "clock")]
    [TestCase("algzoo new est", "estimator")]
    [TestCase("algzoo completion b", "bash")]
    [TestCase("algzoo help group", "group-design")]
    [TestCase("algzoo help zo", "zoo", "zoo.md")]
    [TestCase("algzoo report ")]
    [TestCase("algzoo run --out ")]
    [TestCase("algzoo run --plugins pl")]
    [TestCase("algzoo compare a ")]
    [TestCase("algzoo nothing ")]
    [TestCase("algzoo truth \"unfinished")]
    public void A_line_can_become(string line, params string[] words) => Assert.That(SuggestDirective.Suggest(line), Is.EquivalentTo(words));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("algzoo")]
    public void Where_nothing_is_typed_the_verbs_are_suggested(string line) => Assert.That(SuggestDirective.Suggest(line), Does.Contain("run").And.Not.Contain("--help"));

    [Test]
    public void Estimators_that_ship_are_suggested_without_running_any() =>
        Assert.That(_algzoo.Run("[suggest]", "algzoo run --estimator mon").EndsWith(0), Has.Property("Output").EqualTo("monte-carlo\n").And.Property("Error").Empty);

    [Test]
    public void A_position_inside_the_line_completes_what_is_before_it() => Assert.That(_algzoo.Run("[suggest:8]", "algzoo trx --json").EndsWith(0).Output, Is.EqualTo("train\ntruth\n"));

    [TestCase("algzoo ru", "run")]
    [TestCase("algzoo run --estimator mon", "monte-carlo")]
    [TestCase("algzoo run --estimator=mon", "monte-carlo")]
    [TestCase("algzoo truth trained:2nd_argmax_32_1", "2nd_argmax_32_10\n2nd_argmax_32_10_67108864_0", TestName = "Bash_completes(a colon is a break between words)")]
    [TestCase("algzoo run --noise rel", "relative:")]
    [TestCase("algzoo report ", "")]
    public void Bash_completes(string line, string replies)
    {
        // What readline gives to a completion function.
        const string Readline = """
            COMP_WORDBREAKS=$' \t\n"\'><=;|&(:' COMP_WORDS=(algzoo) COMP_LINE=$LINE COMP_POINT=${#LINE}
            _algzoo
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.That(InShell("bash", Readline, line), Is.EqualTo(replies + "\n"));
    }

    [TestCase("algzoo ru", "-a closed: run")]
    [TestCase("algzoo run --estimator=mon", "-a closed: --estimator=monte-carlo")]
    [TestCase("algzoo truth trained:2nd_argmax_32_1", "-a closed: trained:2nd_argmax_32_10 trained:2nd_argmax_32_10_67108864_0")]
    [TestCase("algzoo run --noise rel", "-S  -a open: relative:")]
    [TestCase("algzoo report /no", "files")]
    public void Zsh_completes(string line, string additions)
    {
        // What zsh gives to a completion function, and the commands that it calls.
        const string Completion = """
            compadd() { (( ${#${(P)@[-1]}} )) && print -r -- "$*: ${(P)@[-1]}"; true }
            _files() { print files }
            words=(${=LINE}) CURRENT=${#words} PREFIX=${words[-1]}
            _algzoo
            """;

        Assert.That(InShell("zsh", Completion, line), Is.EqualTo(additions + "\n"));
    }

    [TestCase("bash")]
    [TestCase("zsh")]
    public void The_script_is_printed(string shell) => Assert.That(_algzoo.Run("completion", shell).EndsWith(0).Output, Is.EqualTo(CompletionCommand.Script(shell)));

    [Test]
    public void PowerShell_gets_a_native_completer() =>
        Assert.That(_algzoo.Run("completion", "pwsh").EndsWith(0).Output, Does.Contain("Register-ArgumentCompleter -Native -CommandName algzoo").And.Contains("[suggest:$position]"));

    private string InShell(string shell, string code, string line)
    {
        string folder = Path.GetDirectoryName(_algzoo.WorkingFolder)!;
        string scriptPath = Path.Combine(folder, "completion");
        File.WriteAllText(scriptPath, CompletionCommand.Script(shell));
        string prologue = $"algzoo() {{ dotnet '{Path.Combine(Command.BuildFolder, "algzoo.dll")}' \"$@\"; }}\ncompdef() {{ true; }}\nsource '{scriptPath}'\n";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(shell, shell == "bash" ? ["--norc", "-c", prologue + code] : ["-f", "-c", prologue + code]) { RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["LINE"] = line } })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{shell} is not installed");
            throw;
        }
    }
}
