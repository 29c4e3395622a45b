namespace RiskEngine.Contracts;

/// <summary>Records and entries to keep.</summary>
internal static class Some
{
    internal static readonly NodeName Node = new("desk-1");
    internal static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    internal static readonly SessionKey Maker = Session("maker-1");
    internal static readonly SessionKey Taker = Session("taker-1");
    internal static readonly RequestedBy.Person Ann = new("ann");

    internal static KillSwitchRecord.Engage Engagement(long epoch, string why = "spread gone") =>
        new(
            new Engagement(
                new EngagementId(Node, new EngineRunId(1), epoch),
                new Epoch(epoch),
                KillSwitchScope.Everything.Instance,
                Ann,
                new Reason(why),
                At
            )
        );

    internal static KillSwitchRecord.Reset Reset(long epoch) =>
        new([Engagement(epoch).Engagement], Ann, new Reason("mended"), At, Node);

    internal static AuditEntry Entry(int number) =>
        new AuditEntry.Stopped(At.AddMicroseconds(number), Node, $"entry {number}");

    /// <summary>An entry of some 400 KB: an answer that names 20,000 orders.</summary>
    internal static AuditEntry LongEntry(int number) =>
        new AuditEntry.Answered(
            At.AddMicroseconds(number),
            Node,
            Maker,
            new AttemptId(number),
            new Nonce(number),
            new ExchangeAnswer.CancelAccepted(
                Enumerable.Range(0, 20_000).Select(x => new OrderId(73_797_746_498_585_286ul + (ulong)x)).ToValueList(),
                []
            )
        );

    internal static IReadOnlyList<AuditEntry> Entries(int count, int from = 1) =>
        [.. Enumerable.Range(from, count).Select(Entry)];

    internal static async Task<KillSwitchHistory> HistoryAsync(this IKillSwitchLog log) =>
        (await log.ReadAsync()).As<KillSwitchReading.Complete>().History;

    internal static async Task KeepAsync(this IKillSwitchLog log, KillSwitchRecord record) =>
        (await log.AppendAsync(record)).As<KillSwitchAppend.Kept>();

    internal static async Task<AuditHead> KeepAsync(this IAuditTrail trail, IReadOnlyList<AuditEntry> entries) =>
        (await trail.AppendAsync(entries)).As<AuditAppend.Kept>().Head;

    internal static async Task<ValueList<AuditRow>> RowsAsync(this IAuditTrail trail, long after = 0) =>
        (await trail.ReadAfterAsync(after, 100_000)).As<AuditReading.Page>().Rows;

    internal static async Task<AuditHead> KnownHeadAsync(this IAuditTrail trail) =>
        (await trail.HeadAsync()).As<AuditHeadReading.Known>().Head;

    internal static async Task<Nonce?> MarkAsync(this INonceMarks marks, SessionKey session) =>
        (await marks.ReadAsync(session)).As<NonceMarkReading.Known>().Mark;

    internal static async Task KeepAsync(this INonceMarks marks, SessionKey session, long upTo) =>
        (await marks.ReserveAsync(session, new Nonce(upTo))).As<StoreChange.Kept>();

    internal static async Task<OrderLedgerReading.Known> OrdersAsync(this IOrderLedgers ledgers, SessionKey session) =>
        (await ledgers.ReadAsync(session)).As<OrderLedgerReading.Known>();

    internal static async Task KeepAsync(
        this IOrderLedgers ledgers,
        SessionKey session,
        IEnumerable<KeptOrder> opened,
        IEnumerable<OrderId> closed,
        OrderLedgerStanding standing = OrderLedgerStanding.InUse
    ) =>
        (
            await ledgers.KeepAsync(
                session,
                new OrderLedgerChange(opened.ToValueList(), closed.ToValueList(), standing)
            )
        ).As<StoreChange.Kept>();

    internal static async Task<SessionLease> GrantAsync(this ISessionLeases leases, SessionKey session) =>
        (await leases.AcquireAsync(session)).As<LeaseAcquisition.Granted>().Lease;

    /// <summary>Asks for a session by what a reading says of it at this moment; null: it is still taken.</summary>
    internal static async Task<SessionLease?> TakeOverAsync(this ISessionLeases leases, SessionKey session) =>
        await leases.ReadAsync() is LeasesReading.Known known
            ? (await leases.AcquireAsync(session, known.Of(session)) as LeaseAcquisition.Granted)?.Lease
            : null;

    internal static async Task<SeenLease> SeenAsync(this ISessionLeases leases, SessionKey session) =>
        (await leases.ReadAsync()).As<LeasesReading.Known>().Of(session).ShouldNotBeNull();

    private static SeenLease? Of(this LeasesReading.Known known, SessionKey session) =>
        known.Leases.SingleOrDefault(x => x.Holder.Session == session);

    internal static async Task<ValueList<SessionLease>> RenewedAsync(
        this ISessionLeases leases,
        params SessionLease[] held
    ) => (await leases.RenewAsync(held)).As<LeaseRenewal.Answered>().Leases;

    internal static async Task<ValueList<SessionHolder>> HoldersAsync(this ISessionLeases leases) =>
        (await leases.ReadAsync()).As<LeasesReading.Known>().Leases.Select(x => x.Holder).ToValueList();

    internal static async Task<Membership> JoinedAsync(this INodeRoster roster, ClusterNode node) =>
        (await roster.JoinAsync(node)).As<RosterJoin.Joined>().Membership;

    internal static async Task<ValueList<ClusterNode>> LiveAsync(this INodeRoster roster, Membership membership) =>
        (await roster.BeatAsync(membership)).As<RosterBeat.Heard>().Live;

    /// <summary>The answer, which must be of this kind; the failure shows it whole.</summary>
    internal static T As<T>(this object answer) => answer.ShouldBeOfType<T>($"{answer}");

    private static SessionKey Session(string alias) =>
        new(ExchangeName.Gemini, AccountName.OfTheKey, new SessionAlias(alias));
}
