using System.Text.Json;
using static RiskEngine.EndToEnd.Tests.Cluster.ThreeDesks;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>What a person gets from one node of three about the sessions of the others, whatever happens to those.</summary>
public abstract class AnyNodeSpec(bool isOverAkka)
{
    /// <summary>Above what it takes until the sessions of a node that hangs run elsewhere.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(55);

    /// <summary>Enough for those that live, and over before another node may have the sessions of one that hangs.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    [LongPostgresFact]
    public async Task Engagement_must_be_proven_for_every_node_while_the_database_is_gone()
    {
        await using var desks = await StartAsync();
        await desks.Server.StopAsync();

        var answer = await desks.Nodes[0].AskToEngageAsync(Deadline);
        var answered = Now;

        Outcome(answer).ShouldBe("completed", $"{answer}");
        NodesIn(answer).ShouldBe(["desk-1", "desk-2", "desk-3"]);
        await desks.NothingIsTakenAsync(answered);
    }

    [LongPostgresFact]
    public async Task Engagement_must_name_the_sessions_of_a_node_that_hangs_with_it()
    {
        await using var desks = await StartAsync(keeps: 2 * Short);
        var hanging = desks.Nodes[2];
        var sessions = await desks.Nodes[0].SessionsOfAsync(hanging.Name);
        await hanging.PauseAsync();

        var answer = await desks.Nodes[0].AskToEngageAsync(Short);
        await hanging.ResumeAsync();

        Outcome(answer).ShouldBe("incomplete", $"{answer}");
        var missing = answer
            .GetProperty("sessions")
            .EnumerateArray()
            .Where(x => !x.GetProperty("isProven").GetBoolean())
            .ToList();
        missing.Select(x => x.GetProperty("session").GetString()!.Split('/')[^1]).ShouldBe(sessions, ignoreOrder: true);
        missing.ShouldAllBe(x => x.GetProperty("effect").GetString() == "NodeUnreachable");
        missing.ShouldAllBe(x => x.GetProperty("node").GetString() == hanging.Name);
        await desks.EveryoneSaysAsync("engaged");
    }

    [LongPostgresFact]
    public async Task Cancel_must_be_done_by_whoever_has_the_session_when_its_node_is_killed_or_hangs()
    {
        await using var desks = await StartAsync();
        var (asked, killed, hanging) = (desks.Nodes[0], desks.Nodes[1], desks.Nodes[2]);
        var (ofKilled, ofHanging) = (
            await asked.SessionsOfAsync(killed.Name),
            await asked.SessionsOfAsync(hanging.Name)
        );
        ofKilled.Concat(ofHanging).ShouldNotBeEmpty();
        await hanging.PauseAsync();

        var canceling = ofKilled.Concat(ofHanging).Select(x => asked.CancelAsync(x, Long)).ToList();
        await desks.KillAsync(killed);

        foreach (var answer in await Task.WhenAll(canceling))
            Outcome(answer).ShouldBe("canceled", $"{answer}");
        desks.NoNonceFell();

        // What wakes up may cancel until it hears that another has its session (I6); then that one trades on.
        await hanging.ResumeAsync();
        await desks.EveryoneTradesAsync(Now);
    }

    [LongPostgresFact]
    public async Task Cancel_must_be_unconfirmed_with_the_nodes_name_when_that_hangs_until_the_deadline()
    {
        await using var desks = await StartAsync(keeps: 2 * Short);
        var hanging = desks.Nodes[2];
        var session = (await desks.Nodes[0].SessionsOfAsync(hanging.Name))[0];
        await hanging.PauseAsync();

        var answer = await desks.Nodes[0].CancelAsync(session, Short);
        await hanging.ResumeAsync();

        Outcome(answer).ShouldBe("unconfirmed", $"{answer}");
        answer.GetProperty("reason").GetString().ShouldBe("NodeSilent");
        answer.GetProperty("node").GetString().ShouldBe(hanging.Name);
    }

    private Task<ThreeDesks> StartAsync(TimeSpan? keeps = null) => ThreeDesks.StartAsync(keeps, isOverAkka);

    private static string? Outcome(JsonElement answer) => answer.GetProperty("outcome").GetString();

    private static IEnumerable<string?> NodesIn(JsonElement answer) =>
        answer
            .GetProperty("sessions")
            .EnumerateArray()
            .Select(x => x.GetProperty("node").GetString())
            .Distinct()
            .Order();
}
