using static RiskEngine.EndToEnd.Tests.Cluster.ThreeDesks;

namespace RiskEngine.EndToEnd.Tests.Cluster;

/// <summary>
/// Whatever fails: the exchange's own log shows no order after an answered engagement, and no nonce below an earlier one.
/// </summary>
public abstract class ClusterSpec(bool isOverAkka)
{
    /// <summary>An engagement on one node stops every session of every node, and of those that come, until it is reset.</summary>
    private protected async Task EngagementStopsAllUntilItIsResetAsync()
    {
        await using var desks = await StartAsync();
        foreach (var node in desks.Nodes)
            (await node.IsReadyAsync()).ShouldBeTrue();
        var before = Now;

        var engagement = await EngageAsync(desks.Nodes[0]);
        var answered = Now;

        await desks.EverySessionIsCanceledAsync(before);
        await desks.EveryoneSaysAsync("engaged");
        // One dies after, a fresh one comes, and the dead one comes again.
        await desks.KillAsync(desks.Nodes[2]);
        await Task.WhenAll(desks.StartAsync("desk-3"), desks.StartAsync("desk-4"));
        await desks.EveryoneSaysAsync("engaged");
        await desks.NothingIsTakenAsync(answered);

        var reset = Now;
        await desks.Nodes[1].ResetAsync(engagement);
        await desks.EveryoneTradesAsync(reset);
        desks.NoNonceFell();
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_the_sessions_of_a_node_that_was_killed_just_before()
    {
        await using var desks = await StartAsync();
        await desks.KillAsync(desks.Nodes[2]);
        var before = Now;

        await EngageAsync(desks.Nodes[0]);
        var answered = Now;

        await desks.EverySessionIsCanceledAsync(before);
        await desks.EveryoneSaysAsync("engaged");
        await desks.NothingIsTakenAsync(answered);
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_the_sessions_of_a_node_that_is_killed_during_it()
    {
        await using var desks = await StartAsync();
        var before = Now;

        var engaging = EngageAsync(desks.Nodes[0]);
        await desks.KillAsync(desks.Nodes[2]);
        await engaging;
        var answered = Now;

        await desks.EverySessionIsCanceledAsync(before);
        await desks.EveryoneSaysAsync("engaged");
        await desks.NothingIsTakenAsync(answered);
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_every_session_when_its_own_node_is_killed_as_another_has_heard_of_it()
    {
        await using var desks = await StartAsync();
        var (engager, other) = (desks.Nodes[0], desks.Nodes[1]);
        var before = Now;

        var engaging = EngageAsync(engager);
        await desks.UntilAsync(async () => await other.SwitchAsync() == "engaged");
        await desks.KillAsync(engager);
        await Record.ExceptionAsync(() => engaging);

        await desks.EveryoneSaysAsync("engaged");
        var heard = Now;
        await desks.EverySessionIsCanceledAsync(before);
        await desks.NothingIsTakenAsync(heard);
    }

    [LongPostgresFact]
    public async Task Sessions_of_a_killed_node_must_trade_on_another_with_higher_nonces()
    {
        await using var desks = await StartAsync();
        await desks.KillAsync(desks.Nodes[0]);

        // Later than anything that was under way.
        await desks.EveryoneTradesAsync(Now + TimeSpan.FromSeconds(1));

        desks.NoNonceFell();
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_every_session_while_the_database_is_stopped_and_hold_when_it_is_back()
    {
        await using var desks = await StartAsync(keeps: KeptAllAlong);
        var places = await desks.PlacesAsync();
        await desks.Server.StopAsync();
        await EngageWithoutDatabaseAsync(desks);

        await desks.Server.StartAgainAsync();

        await EveryoneAgreesAndNothingMovedAsync(desks, places);
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_every_session_while_the_database_hangs_and_hold_when_it_goes_on()
    {
        await using var desks = await StartAsync(keeps: KeptAllAlong);
        var places = await desks.PlacesAsync();
        await desks.Server.PauseAsync();
        await EngageWithoutDatabaseAsync(desks);

        await desks.Server.ResumeAsync();

        await EveryoneAgreesAndNothingMovedAsync(desks, places);
    }

    [LongPostgresFact]
    public async Task Engagement_must_stop_every_session_when_the_database_was_just_restarted()
    {
        await using var desks = await StartAsync(keeps: KeptAllAlong);
        var places = await desks.PlacesAsync();
        await desks.Server.StopAsync();
        await desks.Server.StartAgainAsync();
        var before = Now;

        var engagement = await EngageAsync(desks.Nodes[1]);
        var answered = Now;

        await desks.EverySessionIsCanceledAsync(before);
        await desks.NothingIsTakenAsync(answered);
        await desks.EveryoneSaysAsync("engaged");
        (await desks.PlacesAsync()).ShouldBe(places);

        var reset = Now;
        await desks.Nodes[2].ResetAsync(engagement);
        await desks.EveryoneTradesAsync(reset);
        desks.NoNonceFell();
    }

    [LongPostgresFact]
    public async Task Nodes_that_engage_and_reset_at_once_must_all_be_obeyed_and_trade_when_all_is_reset()
    {
        await using var desks = await StartAsync();
        var before = Now;

        var engagements = await Task.WhenAll(EngageAsync(desks.Nodes[0]), EngageAsync(desks.Nodes[1]));
        var answered = Now;

        await desks.EverySessionIsCanceledAsync(before);
        await desks.NothingIsTakenAsync(answered);
        // A reset is refused by a node that has not heard of the other engagement, or of the other's reset.
        await desks.UntilAsync(async () =>
        {
            await Task.WhenAll(desks.Nodes.Select(x => x.ResetAsync(engagements)));
            return (await Task.WhenAll(desks.Nodes.Select(x => x.SwitchAsync()))).All(x => x == "clear");
        });
        await desks.EveryoneTradesAsync(Now);
        desks.NoNonceFell();
    }

    private Task<ThreeDesks> StartAsync(TimeSpan? keeps = null) => ThreeDesks.StartAsync(keeps, isOverAkka);

    /// <summary>Nobody can hear of it: whoever runs a session has canceled it by the engagement, or for want of the database.</summary>
    private static async Task EngageWithoutDatabaseAsync(ThreeDesks desks)
    {
        var before = Now;
        await EngageAsync(desks.Nodes[0]);
        var answered = Now;
        foreach (var alias in Aliases)
            desks.Exchange.CancelsSince(before, alias).ShouldBeGreaterThan(0, alias);
        await desks.NothingIsTakenAsync(answered);
    }

    /// <summary>What one node has engaged while nobody heard it is everybody's; until then nothing was taken, and nobody has lost a session.</summary>
    private static async Task EveryoneAgreesAndNothingMovedAsync(ThreeDesks desks, string places)
    {
        var back = Now;
        await desks.EveryoneSaysAsync("engaged");
        await desks.NothingIsTakenAsync(back);
        (await desks.PlacesAsync()).ShouldBe(places);
    }
}
