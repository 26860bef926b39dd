namespace AlgZoo.Training.Tests;

internal sealed class ThreadTeamTests
{
    [Test]
    public void Every_member_works_once_a_round([Values(1, 2, 5)] int members)
    {
        int[] rounds = new int[members];
        using var team = new ThreadTeam(members, member => rounds[member]++);
        for (int round = 1; round <= 200; round++)
        {
            team.Run();
            Assert.That(rounds, Is.All.EqualTo(round));
        }
    }

    [Test]
    public void A_failure_of_any_member_reaches_the_caller([Values(0, 1, 2)] int failing)
    {
        using var team = new ThreadTeam(3, member =>
        {
            if (member == failing)
            {
                throw new InvalidOperationException("member failed");
            }
        });
        Assert.That(team.Run, Throws.InvalidOperationException.With.Message.EqualTo("member failed"));
    }
}
