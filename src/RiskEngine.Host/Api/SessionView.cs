using System.Globalization;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Api;

/// <summary>How a session is at this moment.</summary>
/// <param name="Session">The session, such as <c>gemini/maker-1</c>.</param>
/// <param name="Alias">Its name in addresses.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Account">The account that a master key acts on; null: the key's own.</param>
/// <param name="Node">The node that runs it, by the latest word; null: none is known to.</param>
/// <param name="State">
/// <c>starting</c>, <c>active</c>, <c>halted</c>, <c>suspended</c>; <c>silent</c>: its guardian, or its node, does not answer;
/// <c>unplaced</c>: no node runs it at the moment.
/// </param>
/// <param name="Standing"><c>trading</c>; <c>noOpenOrders</c>: stopped, and proven; <c>notProven</c>: neither is known, assume that its orders are live.</param>
/// <param name="Venue">Where its requests go; null: another node runs it by settings of its own.</param>
/// <param name="OpenOrders">Orders placed through the engine that are not known to be closed; null: nobody says.</param>
/// <param name="PendingCancels">Cancels that are not answered yet.</param>
/// <param name="QueuedRequests">Requests that wait in the order lane.</param>
/// <param name="OpenAttempts">Requests that are out without an answer.</param>
/// <param name="LastNonce">The highest nonce given, as text; null before the first.</param>
/// <param name="NonceLeadMs">How far it is ahead of the clock.</param>
/// <param name="ClockSkewMs">How far the exchange's clock is ahead of ours.</param>
/// <param name="ConnectedAt">When the latest connection for cancels was made; null: none yet.</param>
/// <param name="Troubles">What keeps it from its work.</param>
/// <param name="Held">What waits for a budget that it shares with others.</param>
/// <param name="Requests">What became of the requests of its strategies.</param>
/// <param name="Engagements">What of the kill switch concerns it.</param>
/// <param name="LastCancel">How the latest cancel ended; null: none has since the service started.</param>
/// <param name="AccountIdentityState"><c>known</c>, <c>withheld</c>: the key may not ask; or <c>notRead</c>.</param>
/// <param name="AccountIdentity">What tells the account that the key acts on from others at the exchange, where it is known.</param>
/// <param name="Permissions">What the key may do, of <c>trade</c>, <c>order-status</c>, <c>audit</c> and <c>fund-management</c>; null: the exchange has not told.</param>
internal sealed record SessionView(
    string Session,
    string Alias,
    string Exchange,
    string? Account,
    string? Node,
    string State,
    string Standing,
    Venue? Venue,
    int? OpenOrders,
    int PendingCancels,
    int QueuedRequests,
    int OpenAttempts,
    string? LastNonce,
    double NonceLeadMs,
    double ClockSkewMs,
    DateTimeOffset? ConnectedAt,
    IReadOnlyList<TroubleView> Troubles,
    IReadOnlyList<HeldView> Held,
    RequestsView Requests,
    IReadOnlyList<EngagementView> Engagements,
    LastCancelView? LastCancel,
    string AccountIdentityState,
    string? AccountIdentity,
    IReadOnlyList<string>? Permissions
)
{
    private const string Silent = "silent";
    private const string Unplaced = "unplaced";

    /// <summary>What the lists of one session may take of a list of all; the kill switch's own view has more engagements.</summary>
    private const int ListBytes = 8 * 1024;

    /// <param name="reading">What was said of it.</param>
    /// <param name="last">How the latest cancel ended.</param>
    /// <param name="venue">Where its requests go.</param>
    internal static SessionView Of(SessionReading reading, LastCancelView? last, Venue? venue)
    {
        var key = reading.Key;
        var status = reading.Status is { } whole ? MessageSize.Fit(whole, ListBytes) : null;
        var state =
            status is not null ? WordOf(status.State)
            : reading.IsUnplaced ? Unplaced
            : Silent;
        var engagements = KillSwitchView.EngagementsOf(status?.Switch ?? KillSwitchState.Clear.Instance);
        return new SessionView(
            $"{key}",
            key.Alias.Value,
            key.Exchange.Value,
            key.Account == AccountName.OfTheKey ? null : key.Account.Value,
            reading.Node?.Value,
            state,
            SessionStanding.Of(state, status?.KnownOrders, engagements, last),
            venue,
            status?.KnownOrders,
            status?.PendingCancels ?? 0,
            status?.QueuedRequests ?? 0,
            status?.OpenAttempts ?? 0,
            status?.LastNonce is { } nonce ? string.Create(CultureInfo.InvariantCulture, $"{nonce}") : null,
            CancelAnswer.Milliseconds(status?.NonceLead ?? TimeSpan.Zero),
            CancelAnswer.Milliseconds(status?.ClockSkew ?? TimeSpan.Zero),
            status?.ConnectedAt,
            TroubleView.AllOf(status),
            HeldView.AllOf(status),
            RequestsView.Of(status?.Requests ?? RequestTally.None),
            engagements,
            last,
            WordOf(status?.Account ?? Protocol.AccountIdentity.NotRead.Instance),
            (status?.Account as Protocol.AccountIdentity.Known)?.Value,
            status?.Permissions is { } permissions ? EnumNames.NamesOf(permissions) : null
        );
    }

    private static string WordOf(Protocol.AccountIdentity identity) =>
        identity switch
        {
            Protocol.AccountIdentity.NotRead => "notRead",
            Protocol.AccountIdentity.Withheld => "withheld",
            Protocol.AccountIdentity.Known => "known",
            _ => throw ClosedUnion.Unhandled(identity),
        };

    internal static string WordOf(SessionState state) =>
        state switch
        {
            SessionState.Starting => "starting",
            SessionState.Active => "active",
            SessionState.Halted => "halted",
            SessionState.Suspended => "suspended",
        };
}

/// <summary>What became of the requests of a session's strategies since the service started.</summary>
/// <param name="Answered">Executed by the exchange.</param>
/// <param name="Denied">Refused by the engine: they never left.</param>
/// <param name="Rejected">Refused by the exchange.</param>
/// <param name="Unconfirmed">Nobody knows.</param>
/// <param name="LastDenied">Why the latest was denied; null: none was.</param>
internal sealed record RequestsView(long Answered, long Denied, long Rejected, long Unconfirmed, string? LastDenied)
{
    internal static RequestsView Of(RequestTally tally) =>
        new(tally.Answered, tally.Denied, tally.Rejected, tally.Unconfirmed, tally.LastDenied?.Reason.Name());
}

/// <summary>One thing that keeps a session from its work.</summary>
/// <param name="Kind">What.</param>
/// <param name="Said">What came instead.</param>
internal sealed record TroubleView(string Kind, string Said)
{
    internal static IReadOnlyList<TroubleView> AllOf(SessionStatus? status) =>
        [.. (status?.Troubles ?? []).Select(trouble => new TroubleView(trouble.Kind.Name(), $"{trouble.Said}"))];
}

/// <summary>A request that waits for a budget that the session shares with others.</summary>
/// <param name="Kind">What waits.</param>
/// <param name="Budget">Which budget holds it back.</param>
/// <param name="ForMs">How long it has still to wait.</param>
internal sealed record HeldView(string Kind, string Budget, double ForMs)
{
    internal static IReadOnlyList<HeldView> AllOf(SessionStatus? status) =>
        [
            .. (status?.HeldRequests ?? []).Select(held => new HeldView(
                held.Kind.Name(),
                held.Budget.Name(),
                CancelAnswer.Milliseconds(held.For)
            )),
        ];
}

/// <summary>How the latest cancel of a session ended.</summary>
/// <param name="At">When.</param>
/// <param name="Answer">How.</param>
internal sealed record LastCancelView(DateTimeOffset At, CancelAnswer Answer);

/// <summary>Every session.</summary>
/// <param name="Sessions">In the order of their aliases.</param>
/// <param name="Log">The places where the log of this node goes.</param>
internal sealed record SessionList(IReadOnlyList<SessionView> Sessions, IReadOnlyList<LogHealth> Log);
