using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster;

/// <summary>Passes a node's records on at once, and takes those of others: the fast path beside the replicated log.</summary>
/// <remarks>
/// A publish may be lost, and is for the first seconds after the start; then the replicator tells of the record a moment
/// later. What comes here is in this node's copy before anybody is told that there is something to read.
/// </remarks>
internal sealed class KillSwitchRelay : ReceiveActor
{
    private const string Topic = "risk-engine-kill-switch";

    private readonly IActorRef _mediator = DistributedPubSub.Get(Context.System).Mediator;
    private readonly IActorRef _replicator;
    private int _watched;

    public KillSwitchRelay(IActorRef replicator, IKillSwitchLog local, Action changed)
    {
        _replicator = replicator;
        Receive<Announce>(announce => _mediator.Tell(new Publish(Topic, announce.Record)));
        Receive<Spread>(spread =>
        {
            _mediator.Tell(new Publish(Topic, spread.Record));
            Add(new ReplicatedRecords.Adding([spread.Record]), page: 0);
        });
        Receive<KillSwitchRecord>(record =>
        {
            Add(new ReplicatedRecords.Adding([record]), page: 0);
            // Whoever is to read has it from the copy; a store that fails now is tried again with the next reading.
            local.AppendAsync(record).PipeTo(Self, Self);
            changed();
        });
        Receive<Changed>(_ => changed());
        Receive<KillSwitchAppend>(_ => { });
        Receive<IUpdateResponse>(updated =>
        {
            if (updated.Request is Adding { Records: { IsDone: false } left, Page: var page })
                Add(left, page + 1);
        });
        Receive<Watch>(watch => WatchUpTo(watch.Pages));
        Receive<SubscribeAck>(_ => { });
        Receive<Status.Failure>(_ => { });
    }

    protected override void PreStart()
    {
        _mediator.Tell(new Akka.Cluster.Tools.PublishSubscribe.Subscribe(Topic, Self));
        WatchUpTo(2 * ReplicatedRecords.PagesAtOnce);
    }

    private void Add(ReplicatedRecords.Adding records, int page) =>
        _replicator.Tell(
            Dsl.Update(
                ReplicatedRecords.Key(page),
                GSet<string>.Empty,
                WriteLocal.Instance,
                new Adding(records, page),
                records.Into()
            )
        );

    private void WatchUpTo(int pages)
    {
        for (; _watched < pages; _watched++)
            _replicator.Tell(new Akka.DistributedData.Subscribe(ReplicatedRecords.Key(_watched), Self));
    }

    /// <summary>From this node's log: so many pages may be written by others next.</summary>
    internal sealed record Watch(int Pages);

    private sealed record Adding(ReplicatedRecords.Adding Records, int Page);

    /// <summary>From this node's log: tell the others.</summary>
    internal sealed record Announce(KillSwitchRecord Record);

    /// <summary>From this node's log: tell the others, and have the copies take it, which nobody waits for.</summary>
    internal sealed record Spread(KillSwitchRecord Record);
}
