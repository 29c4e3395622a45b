using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every supplier of leases must do; two nodes that share it are played by two instances.</summary>
public abstract class SessionLeasesContract : IAsyncLifetime
{
    private protected static readonly ClusterTerms Terms = new(
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromMilliseconds(400)
    );

    private protected static readonly NodeName First = new("desk-1");
    private protected static readonly NodeName Second = new("desk-2");

    /// <summary>One life of a node.</summary>
    private protected abstract ISessionLeases Of(NodeName node);

    /// <summary>The clock by which leases end, and which goes on when a test waits.</summary>
    private protected abstract IPassingTime Clock { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Lease_must_be_granted_for_its_duration_when_the_session_is_free()
    {
        var before = Clock.Running;
        var lease = await Of(First).GrantAsync(Some.Maker);

        (lease.Session, lease.Token).ShouldBe((Some.Maker, FencingToken.First));
        lease.EndsAt.ShouldBeInRange(before + Terms.LeaseDuration, Clock.Running + Terms.LeaseDuration);
        lease.HoldsAt(lease.EndsAt - TimeSpan.FromTicks(1)).ShouldBeTrue();
        lease.HoldsAt(lease.EndsAt).ShouldBeFalse();
    }

    [StoreFact]
    public async Task Session_must_be_taken_and_its_holder_named_while_another_node_has_the_lease()
    {
        var lease = await Of(First).GrantAsync(Some.Maker);

        (await Of(Second).AcquireAsync(Some.Maker)).ShouldBe(
            new LeaseAcquisition.Taken(new SessionHolder(Some.Maker, First, lease.Token))
        );
    }

    [StoreFact]
    public async Task Session_must_be_taken_when_another_life_of_the_same_node_has_the_lease()
    {
        await Of(First).GrantAsync(Some.Maker);

        (await Of(First).AcquireAsync(Some.Maker)).ShouldBeOfType<LeaseAcquisition.Taken>();
    }

    [StoreFact]
    public async Task Sessions_must_have_leases_of_their_own()
    {
        await Of(First).GrantAsync(Some.Maker);

        (await Of(Second).GrantAsync(Some.Taker)).Token.ShouldBe(FencingToken.First);
    }

    [StoreFact]
    public async Task Token_must_rise_when_the_lease_was_given_back()
    {
        var first = Of(First);
        var lease = await first.GrantAsync(Some.Maker);
        (await first.ReleaseAsync(lease)).ShouldBeOfType<StoreChange.Kept>();

        (await Of(Second).GrantAsync(Some.Maker)).Token.ShouldBe(lease.Token.Next());
    }

    [StoreFact]
    public async Task Session_must_pass_on_only_after_the_lease_has_ended_when_its_holder_falls_silent()
    {
        var lease = await Of(First).GrantAsync(Some.Maker);
        var second = Of(Second);

        var next = await Clock.UntilAsync(() => second.TakeOverAsync(Some.Maker));

        lease.HoldsAt(Clock.Running).ShouldBeFalse();
        next.Token.ShouldBe(lease.Token.Next());
    }

    [StoreFact]
    public async Task Lease_that_has_ended_must_be_shown_unchanged_and_go_on_when_its_holder_renews_it()
    {
        var (first, second) = (Of(First), Of(Second));
        var lease = await first.GrantAsync(Some.Maker);
        var seen = await second.SeenAsync(Some.Maker);
        await EndForOthersAsync();

        (await second.SeenAsync(Some.Maker)).ShouldBe(seen);
        (await first.RenewedAsync(lease)).ShouldHaveSingleItem().Token.ShouldBe(lease.Token);
        (await second.SeenAsync(Some.Maker)).Holder.ShouldBe(seen.Holder);
        (await second.SeenAsync(Some.Maker)).Stamp.ShouldNotBe(seen.Stamp);
    }

    [StoreFact]
    public async Task Session_must_be_taken_when_its_lease_has_ended_and_was_not_watched_or_not_this_one()
    {
        var (first, second) = (Of(First), Of(Second));
        var lease = await first.GrantAsync(Some.Maker);
        var before = await second.SeenAsync(Some.Maker);
        await first.RenewedAsync(lease);
        await EndForOthersAsync();

        (await second.AcquireAsync(Some.Maker)).ShouldBeOfType<LeaseAcquisition.Taken>();
        (await second.AcquireAsync(Some.Maker, before)).ShouldBeOfType<LeaseAcquisition.Taken>();
        var after = await second.SeenAsync(Some.Maker);
        await Clock.UntilAsync(async () => await second.AcquireAsync(Some.Maker, after) as LeaseAcquisition.Granted);
    }

    [StoreFact]
    public async Task Session_must_stay_with_its_holder_while_the_lease_is_renewed()
    {
        var (first, second) = (Of(First), Of(Second));

        await Clock.UntilAsync(async () =>
        {
            var granted = await first.GrantAsync(Some.Maker);
            var (lease, taken) = (granted, (SessionLease?)null);
            while (lease.HoldsAt(Clock.Running))
            {
                if (lease.EndsAt > granted.EndsAt + Terms.LeaseDuration)
                    return lease;
                taken = await second.TakeOverAsync(Some.Maker);
                if (!lease.HoldsAt(Clock.Running))
                    break;
                taken.ShouldBeNull();
                lease = (await first.RenewedAsync(lease)).ShouldHaveSingleItem();
                lease.Token.ShouldBe(granted.Token);
                await Clock.PassAsync();
            }

            // The machine stood still for as long as the lease lasts, which proves nothing: once more.
            await first.ReleaseAsync(lease);
            if (taken is not null)
                await second.ReleaseAsync(taken);
            return null;
        });
    }

    [StoreFact]
    public async Task Renewal_must_leave_out_a_lease_that_another_node_has_taken_over()
    {
        var (first, second) = (Of(First), Of(Second));
        var (lost, kept) = (await first.GrantAsync(Some.Maker), await first.GrantAsync(Some.Taker));
        await Clock.UntilAsync(async () =>
        {
            kept = (await first.RenewedAsync(kept)).ShouldHaveSingleItem();
            return await second.TakeOverAsync(Some.Maker);
        });

        (await first.RenewedAsync(lost, kept)).Select(x => x.Session).ShouldBe([Some.Taker]);
    }

    [StoreFact]
    public async Task Renewal_must_leave_out_a_lease_that_was_given_back()
    {
        var first = Of(First);
        var lease = await first.GrantAsync(Some.Maker);
        await first.ReleaseAsync(lease);

        (await first.RenewedAsync(lease)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Giving_back_an_old_lease_must_not_end_the_one_after_it()
    {
        var (first, second) = (Of(First), Of(Second));
        var old = await first.GrantAsync(Some.Maker);
        await first.ReleaseAsync(old);
        await second.GrantAsync(Some.Maker);

        await first.ReleaseAsync(old);

        (await first.AcquireAsync(Some.Maker)).ShouldBeOfType<LeaseAcquisition.Taken>();
    }

    [StoreFact]
    public async Task Reading_must_name_every_holder_and_none_that_has_given_its_lease_back()
    {
        var (first, second) = (Of(First), Of(Second));
        var (maker, taker) = (await first.GrantAsync(Some.Maker), await second.GrantAsync(Some.Taker));

        (await first.HoldersAsync()).ShouldBe([
            new SessionHolder(Some.Maker, First, maker.Token),
            new SessionHolder(Some.Taker, Second, taker.Token),
        ]);

        await first.ReleaseAsync(maker);
        (await second.HoldersAsync()).Select(x => x.Node).ShouldBe([Second]);
    }

    [StoreFact]
    public async Task Exactly_one_must_be_granted_the_session_when_many_ask_at_once()
    {
        var nodes = Enumerable.Range(1, 6).Select(i => Of(new NodeName($"desk-{i}"))).ToList();

        var answers = await Task.WhenAll(nodes.Select(x => x.AcquireAsync(Some.Maker)));

        answers.OfType<LeaseAcquisition.Granted>().ShouldHaveSingleItem();
        answers.OfType<LeaseAcquisition.Taken>().Count().ShouldBe(5);
    }

    /// <summary>Whatever the store has granted by now is kept from others no longer than this.</summary>
    private async Task EndForOthersAsync()
    {
        var end = Clock.Running + Terms.KeptFromOthers;
        await Clock.UntilAsync(() => Task.FromResult(Clock.Running > end ? Terms : null));
    }
}
