using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every roster must do, whoever supplies it.</summary>
public abstract class NodeRosterContract : IAsyncLifetime
{
    private protected static readonly ClusterTerms Terms = new(
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromMilliseconds(400)
    );

    private static readonly ClusterNode First = new(
        new NodeName("desk-1"),
        new Uri("http://127.0.0.1:7001"),
        [Some.Maker, Some.Taker]
    );

    private static readonly ClusterNode Second = new(new NodeName("desk-2"), null, []);

    private protected abstract INodeRoster Roster { get; }

    /// <summary>The clock by which nodes fall silent, and which goes on when a test waits.</summary>
    private protected abstract IPassingTime Clock { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Node_must_be_listed_as_it_joined()
    {
        var membership = await Roster.JoinedAsync(First);

        membership.ShouldBe(new Membership(First, 1));
        (await Roster.LiveAsync(membership)).ShouldBe([First]);
    }

    [StoreFact]
    public async Task Nodes_must_be_listed_in_the_order_of_their_names()
    {
        var second = await Roster.JoinedAsync(Second);
        var first = await Roster.JoinedAsync(First);

        (await BothAsync(beating: first, asking: second)).ShouldBe([First, Second]);
        (await BothAsync(beating: second, asking: first)).ShouldBe([First, Second]);
    }

    [StoreFact]
    public async Task Node_must_vanish_when_it_leaves()
    {
        var first = await Roster.JoinedAsync(First);
        var second = await Roster.JoinedAsync(Second);

        (await Roster.LeaveAsync(first)).ShouldBeOfType<StoreChange.Kept>();

        (await Roster.LiveAsync(second)).ShouldBe([Second]);
    }

    [StoreFact]
    public async Task Node_must_vanish_when_it_falls_silent_and_come_back_when_it_is_heard_again()
    {
        var first = await Roster.JoinedAsync(First);
        var second = await Roster.JoinedAsync(Second);
        await Clock.UntilAsync(async () => await Roster.LiveAsync(second) is [var only] ? only : null);

        (await BothAsync(beating: first, asking: second)).ShouldBe([First, Second]);
    }

    [StoreFact]
    public async Task Earlier_life_must_be_told_that_it_was_replaced_and_change_nothing()
    {
        var earlier = await Roster.JoinedAsync(First);
        var moved = First with { Address = new Uri("http://127.0.0.1:7009") };
        var later = await Roster.JoinedAsync(moved);

        later.Life.ShouldBeGreaterThan(earlier.Life);
        (await Roster.BeatAsync(earlier)).ShouldBeOfType<RosterBeat.Replaced>();
        await Roster.LeaveAsync(earlier);
        (await Roster.LiveAsync(later)).ShouldBe([moved]);
    }

    [StoreFact]
    public async Task Lives_must_all_differ_when_one_name_joins_many_times_at_once()
    {
        var lives = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Roster.JoinedAsync(First)));

        lives.Select(x => x.Life).Distinct().Count().ShouldBe(5);
    }

    /// <summary>What one hears right after the other was heard; once more when the machine stood still in between.</summary>
    private Task<ValueList<ClusterNode>> BothAsync(Membership beating, Membership asking) =>
        Clock.UntilAsync(async () =>
        {
            await Roster.LiveAsync(beating);
            return await Roster.LiveAsync(asking) is [_, _] both ? both : null;
        });
}
