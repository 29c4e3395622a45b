using RiskEngine.AkkaCluster.Tests.Support;
using RiskEngine.Contracts;

namespace RiskEngine.AkkaCluster.Tests.Stopping;

[Long]
public sealed class ReplicatedKillSwitchLogSpec : IAsyncLifetime
{
    /// <summary>
    /// A node that is gone is still counted as long as a test lasts: the nodes that live neither do without it, nor end
    /// themselves because they are few, however busy the machine; and those that are there have the time to answer.
    /// </summary>
    private const string StillCounted = """
        akka.cluster {
          failure-detector.acceptable-heartbeat-pause = 120s
          split-brain-resolver.stable-after = 120s
        }
        risk-engine-cluster.write-to-all-within = 5s
        """;

    private readonly List<ReplicatedKillSwitchLog> _logs = [];
    private Nodes _nodes = null!;

    public async Task InitializeAsync()
    {
        _nodes = await Nodes.StartAsync(3, StillCounted);
        foreach (var system in _nodes.Systems)
            _logs.Add(new ReplicatedKillSwitchLog(system, new InProcessKillSwitchLog()));
    }

    public async Task DisposeAsync() => await _nodes.DisposeAsync();

    [Fact]
    public async Task Record_must_be_read_on_every_node_when_the_append_says_every_node()
    {
        (await _logs[0].AppendAsync(Some.Engagement(1))).ShouldBe(
            new KillSwitchAppend.Kept(KillSwitchDurability.EveryNode)
        );

        foreach (var log in _logs)
            (await log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [Fact]
    public async Task Every_node_must_be_told_when_one_appends()
    {
        var told = _logs.Select(_ => new SemaphoreSlim(0)).ToList();
        for (var i = 0; i < _logs.Count; i++)
        {
            var heard = told[i];
            _logs[i].Subscribe(() => heard.Release());
        }

        await _logs[1].KeepAsync(Some.Engagement(1));

        foreach (var heard in told)
            (await heard.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBeTrue();
    }

    // A reset opens: told before it is stored, it would open the other nodes although its sender is told that it is not done.
    [Fact]
    public async Task Reset_must_reach_no_node_when_the_own_store_does_not_keep_it()
    {
        await _logs[0].KeepAsync(Some.Engagement(1));
        var full = new StoreFailure(StoreFault.Full, "no room left");
        var last = new ReplicatedKillSwitchLog(_nodes.Add(), new FullStore(full));
        await _nodes.UpAsync();

        (await last.AppendAsync(Some.Reset(1))).ShouldBe(new KillSwitchAppend.Failed(full));
        // Another record of the same node's copy reaches everybody, so the reset would have too.
        (await last.AppendAsync(Some.Engagement(2))).ShouldBeOfType<KillSwitchAppend.Kept>();

        foreach (var log in _logs)
            (await log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1), Some.Engagement(2)]));
    }

    // The connection breaks after COMMIT, or before: D3.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reset_in_doubt_must_reach_no_node_before_the_log_was_read_and_then_only_if_the_store_had_kept_it(
        bool isKept
    )
    {
        await _logs[0].KeepAsync(Some.Engagement(1));
        var breaking = new BreakingStore { IsKept = isKept };
        var last = new ReplicatedKillSwitchLog(_nodes.Add(), breaking);
        await _nodes.UpAsync();
        await Nodes.UntilAsync(async () => await last.ReadAsync() is KillSwitchReading.Complete);
        breaking.Breaks = true;

        (await last.AppendAsync(Some.Reset(1)))
            .ShouldBeOfType<KillSwitchAppend.Failed>()
            .Failure.Fault.ShouldBe(StoreFault.Interrupted);
        foreach (var log in _logs)
            (await log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));

        KillSwitchRecord[] records = isKept ? [Some.Engagement(1), Some.Reset(1)] : [Some.Engagement(1)];
        (await last.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(records));
        foreach (var log in _logs)
            await Nodes.UntilAsync(async () => (await log.HistoryAsync()).Equals(KillSwitchHistory.Of(records)));
    }

    [Fact]
    public async Task Late_joiner_must_read_what_was_engaged_before_it_came()
    {
        await _logs[0].KeepAsync(Some.Engagement(1));

        var late = new ReplicatedKillSwitchLog(_nodes.Add(), new InProcessKillSwitchLog());

        KillSwitchReading reading = null!;
        await Nodes.UntilAsync(async () => (reading = await late.ReadAsync()) is KillSwitchReading.Complete);
        reading
            .State(ResetApprovals.OnePerson)
            .ShouldBeOfType<KillSwitchState.Engaged>()
            .Foremost.ShouldBe(Some.Engagement(1).Engagement);
    }

    [Fact]
    public async Task Record_must_outlive_the_node_that_wrote_it()
    {
        await _logs[0].KeepAsync(Some.Engagement(1));

        await _nodes.CrashAsync(0);

        (await _logs[1].HistoryAsync()).Count.ShouldBe(1);
        (await _logs[2].HistoryAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Append_must_claim_a_majority_and_no_more_when_one_node_is_gone()
    {
        await _nodes.CrashAsync(2);

        (await _logs[0].AppendAsync(Some.Engagement(1))).ShouldBe(
            new KillSwitchAppend.Kept(KillSwitchDurability.Majority)
        );
    }

    [Fact]
    public async Task Reading_must_fail_and_the_append_claim_no_other_node_when_two_of_three_are_gone()
    {
        await _nodes.CrashAsync(1, 2);

        (await _logs[0].AppendAsync(Some.Engagement(1))).ShouldBe(
            new KillSwitchAppend.Kept(KillSwitchDurability.ThisProcess)
        );
        (await _logs[0].ReadAsync())
            .State(ResetApprovals.OnePerson)
            .ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.Unavailable));
    }

    [Fact]
    public async Task Long_history_must_reach_everybody_and_a_late_joiner_whole()
    {
        const int many = 600;
        var why = new string('\u20ac', 150);
        var history = KillSwitchHistory.Of(Enumerable.Range(1, many).Select(x => Some.Engagement(x, why)));
        var remembering = new InProcessKillSwitchLog();
        foreach (var record in history.Records)
            await remembering.KeepAsync(record);
        await new ReplicatedKillSwitchLog(_nodes.Add(), remembering).ReadAsync();
        await _nodes.UpAsync();

        var late = new ReplicatedKillSwitchLog(_nodes.Add(), new InProcessKillSwitchLog());
        await _nodes.UpAsync();

        foreach (var log in _logs.Append(late))
            await Nodes.UntilAsync(async () =>
                await log.ReadAsync() is KillSwitchReading.Complete { History: var read } && read.Equals(history)
            );
    }

    [Fact]
    public async Task What_the_own_store_remembers_must_reach_everybody_when_it_is_read()
    {
        var remembering = new InProcessKillSwitchLog();
        await remembering.KeepAsync(Some.Engagement(4));
        var late = new ReplicatedKillSwitchLog(_nodes.Add(), remembering);
        await _nodes.UpAsync();

        await late.ReadAsync();

        foreach (var log in _logs)
            (await log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(4)]));
    }

    [Fact]
    public async Task Shared_store_must_be_read_by_the_last_node_that_is_left()
    {
        var store = new InProcessKillSwitchLog();
        var (first, last) = (
            new ReplicatedKillSwitchLog(_nodes.Add(), store, isShared: true),
            new ReplicatedKillSwitchLog(_nodes.Add(), store, isShared: true)
        );
        await _nodes.UpAsync();

        (await first.AppendAsync(Some.Engagement(1))).ShouldBe(await store.AppendAsync(Some.Engagement(1)));
        await _nodes.CrashAsync(0, 1, 2, 3);

        (await last.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    [Fact]
    public async Task Others_must_put_into_the_shared_store_what_the_sender_could_not()
    {
        var store = new InProcessKillSwitchLog();
        var full = new StoreFailure(StoreFault.Full, "no room left");
        var (cut, other) = (
            new ReplicatedKillSwitchLog(_nodes.Add(), new FullStore(full), isShared: true),
            new ReplicatedKillSwitchLog(_nodes.Add(), store, isShared: true)
        );
        await _nodes.UpAsync();

        // Its sender is not told more than the store has said.
        (await cut.AppendAsync(Some.Engagement(1))).ShouldBe(new KillSwitchAppend.Failed(full));

        await Nodes.UntilAsync(async () => (await other.HistoryAsync()).Count == 1);
        (await store.HistoryAsync()).ShouldBe(KillSwitchHistory.Of([Some.Engagement(1)]));
    }

    /// <summary>A store whose connection breaks while it writes.</summary>
    private sealed class BreakingStore : IKillSwitchLog
    {
        private readonly InProcessKillSwitchLog _kept = new();

        /// <summary>Whether the record is there all the same.</summary>
        internal required bool IsKept { get; init; }

        internal bool Breaks { get; set; }

        public async Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken)
        {
            if (!Breaks || IsKept)
                await _kept.AppendAsync(record, cancellationToken);
            return Breaks
                ? new KillSwitchAppend.Failed(new StoreFailure(StoreFault.Interrupted, "the connection broke"))
                : new KillSwitchAppend.Kept(KillSwitchDurability.ThisNode);
        }

        public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
            _kept.ReadAsync(cancellationToken);
    }

    private sealed class FullStore(StoreFailure failure) : IKillSwitchLog
    {
        public Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken) =>
            Task.FromResult<KillSwitchAppend>(new KillSwitchAppend.Failed(failure));

        public Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<KillSwitchReading>(new KillSwitchReading.Complete(KillSwitchHistory.Empty));
    }
}
