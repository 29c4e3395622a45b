using Akka.Actor;

namespace RiskEngine.AkkaCluster;

/// <summary>Grants the leases of one session. The shards hold one such actor a session in the whole cluster.</summary>
/// <remarks>
/// Sharding remembers it, so that it is up again elsewhere before anybody asks. What it granted is known to a majority
/// before it is said; the ends are known to it alone. So a seat that has just moved keeps the latest lease from others
/// for as long as that may still hold, counted from its own start, which is after everything that its predecessor said.
/// </remarks>
internal sealed class Seat : ReceiveActor
{
    internal static readonly RisingKey<SeatGrant> Key = new("risk-engine-leases");

    private readonly SessionKey _session;
    private readonly Replicas _replicas;
    private readonly ClusterTerms _terms;
    private readonly TimeProvider _time;
    private readonly TimeSpan _startedAt;
    private SeatGrant? _last;
    private TimeSpan _keptUntil;
    private long _stamp;
    private bool _isKnown;

    public Seat(SessionKey session, Replicas replicas, ClusterTerms terms, TimeProvider time)
    {
        (_session, _replicas, _terms, _time) = (session, replicas, terms, time);
        _startedAt = Running;
        ReceiveAsync<SeatQuestion>(async question =>
        {
            var asker = Sender;
            asker.Tell(await IsKnownAsync() ? await AnswerAsync(question) : new SeatAnswer.Unknown());
        });
    }

    private TimeSpan Running => Moment.Of(_time).Running;

    private async Task<SeatAnswer> AnswerAsync(SeatQuestion question) =>
        question switch
        {
            SeatQuestion.Acquire acquire when IsFreeFor(acquire) => await GrantAsync(acquire.Node),
            SeatQuestion.Acquire or SeatQuestion.Read when _last is { IsGivenBack: false } last => new SeatAnswer.Taken(
                last.Node,
                last.Token,
                _stamp
            ),
            SeatQuestion.Renew renew when IsLatest(renew.Token) => Extend(),
            SeatQuestion.Release release when IsLatest(release.Token) => await TakeBackAsync(),
            SeatQuestion.Acquire or SeatQuestion.Read or SeatQuestion.Renew or SeatQuestion.Release =>
                new SeatAnswer.Free(),
            _ => throw ClosedUnion.Unhandled(question),
        };

    private bool IsFreeFor(SeatQuestion.Acquire acquire) =>
        _last is not { IsGivenBack: false } last
        || Running >= _keptUntil && acquire.Ended == new SeatSeen(last.Token, _stamp);

    /// <summary>A lease that nobody took meanwhile may go on, even after its end.</summary>
    private bool IsLatest(FencingToken token) => _last is { IsGivenBack: false } last && last.Token == token;

    private async Task<SeatAnswer> GrantAsync(NodeName node)
    {
        var grant = new SeatGrant(_last?.Token.Next() ?? FencingToken.First, node, IsGivenBack: false);
        if (await KeepAsync(grant))
            return Extend();
        // Nobody was told that it was granted, so nobody holds it; the next one has a higher token.
        _last = grant with
        {
            IsGivenBack = true,
        };
        return new SeatAnswer.Unknown();
    }

    private async Task<SeatAnswer> TakeBackAsync()
    {
        var token = _last!.Token;
        return await KeepAsync(_last with { IsGivenBack = true })
            ? new SeatAnswer.Kept(token)
            : new SeatAnswer.Unknown();
    }

    private SeatAnswer.Kept Extend()
    {
        KeepFromOthers(Running);
        return new SeatAnswer.Kept(_last!.Token);
    }

    private async Task<bool> KeepAsync(SeatGrant grant)
    {
        _last = grant;
        return await _replicas.WriteToMajorityAsync(
            Key,
            Rising<SeatGrant>.Empty,
            grants => grants.Raise(_session, grant)
        );
    }

    private async Task<bool> IsKnownAsync()
    {
        if (_isKnown)
            return true;
        var (isKnown, grants) = await _replicas.ReadAsync(Key);
        if (isKnown)
        {
            (_isKnown, _last) = (true, grants?[_session]);
            KeepFromOthers(_startedAt);
        }

        return isKnown;
    }

    /// <summary>Whoever watches the lease begins anew, also when another seat has shown it before.</summary>
    private void KeepFromOthers(TimeSpan from) =>
        (_keptUntil, _stamp) = (from + _terms.KeptFromOthers, Math.Max(_stamp + 1, Moment.Of(_time).Wall.UtcTicks));
}
