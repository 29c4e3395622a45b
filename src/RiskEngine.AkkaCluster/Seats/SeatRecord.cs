namespace RiskEngine.AkkaCluster;

/// <summary>What is known of the leases of one session, and what its seat answers by it. One question at a time.</summary>
internal sealed class SeatRecord
{
    private readonly SessionKey _session;
    private readonly Replicas _replicas;
    private readonly ClusterTerms _terms;
    private readonly TimeProvider _time;
    private readonly TimeSpan _startedAt;
    private SeatGrant? _last;
    private TimeSpan _keptUntil;
    private long _stamp;
    private bool _isKnown;

    internal SeatRecord(SessionKey session, Replicas replicas, ClusterTerms terms, TimeProvider time)
    {
        (_session, _replicas, _terms, _time) = (session, replicas, terms, time);
        _startedAt = Running;
    }

    private TimeSpan Running => Moment.Of(_time).Running;

    /// <summary>Answers; while it does, nothing else may be asked.</summary>
    internal async Task<SeatAnswer> AnswerAsync(SeatQuestion question) =>
        await IsKnownAsync().ConfigureAwait(false)
            ? await KnownAsync(question).ConfigureAwait(false)
            : new SeatAnswer.Unknown();

    private async Task<SeatAnswer> KnownAsync(SeatQuestion question) =>
        question switch
        {
            SeatQuestion.Acquire acquire when IsFreeFor(acquire) => await GrantAsync(acquire.Node)
                .ConfigureAwait(false),
            SeatQuestion.Acquire or SeatQuestion.Read when _last is { IsGivenBack: false } last => new SeatAnswer.Taken(
                last.Node,
                last.Token,
                _stamp
            ),
            SeatQuestion.Renew renew when IsLatest(renew.Token) => Extend(),
            SeatQuestion.Release release when IsLatest(release.Token) => await TakeBackAsync().ConfigureAwait(false),
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
        if (await KeepAsync(grant).ConfigureAwait(false))
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
        return await KeepAsync(_last with { IsGivenBack = true }).ConfigureAwait(false)
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
        return await Seat.Grants.RaiseAsync(_replicas, SessionKeyText.Write(_session), grant).ConfigureAwait(false);
    }

    private async Task<bool> IsKnownAsync()
    {
        if (_isKnown)
            return true;
        var (isKnown, grant) = await Seat
            .Grants.ReadAsync(_replicas, SessionKeyText.Write(_session))
            .ConfigureAwait(false);
        if (isKnown)
        {
            (_isKnown, _last) = (true, grant);
            KeepFromOthers(_startedAt);
        }

        return isKnown;
    }

    /// <summary>Whoever watches the lease begins anew, also when another seat has shown it before.</summary>
    private void KeepFromOthers(TimeSpan from) =>
        (_keptUntil, _stamp) = (from + _terms.KeptFromOthers, Math.Max(_stamp + 1, Moment.Of(_time).Wall.UtcTicks));
}
