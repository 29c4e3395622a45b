namespace RiskEngine.Core;

/// <summary>What a node has seen of every session's lease, and for how long each stood still by its own running clock.</summary>
/// <remarks>
/// <para>A lease that was not given back is taken over only by a node that saw it unrenewed for as long as a lease is kept
/// from others, over readings without a gap; a reading that failed or came late starts the watch anew. The store alone
/// cannot tell a holder that is gone from one that could not reach the store: both leave a lease that ended. The watch
/// can, since it counts only time in which the store answered, and in which a living holder renews.</para>
/// <para>So, of a holder whose lease has ended by its own clock and which is therefore in doubt (its cancels pass, I6):</para>
/// <list type="bullet">
/// <item>It was killed, and the store answered all along: the others have watched all along, and take over by the
/// reading after the lease's end.</item>
/// <item>The store was away for all, however long: what was seen before counts for nothing. The holder asks to renew each
/// round, nobody else may be granted the session for several of them, and it holds again. No session moves.</item>
/// <item>The store was away and the holder died meanwhile: the others watch from the store's return, then take over.</item>
/// <item>A node comes up, or wakes from a pause: its watch begins there, whatever the store says of ends long past.</item>
/// <item>The holder renews between the last reading and the asking: the store compares what was seen, stamp and all, and
/// says that the session is taken. A request that reaches the store late, from a node that was paused, ends so too.</item>
/// <item>The holder alone is cut off, or paused, for as long as the watch takes: another node takes over, with nonces above
/// all that the holder reserved. Should it still cancel before it hears that the lease is lost, the exchange refuses
/// the lower nonce, the holder's nonces climb, and requests of either may be refused until it has heard. This is the
/// price of I6, and the only case in which two nodes send for a session.</item>
/// </list>
/// </remarks>
internal sealed record LeaseWatch
{
    private readonly ValueList<Sight> _sights;
    private readonly TimeSpan _readAt;

    private LeaseWatch(ValueList<Sight> sights, TimeSpan readAt) => (_sights, _readAt) = (sights, readAt);

    /// <summary>The leases that may still hold for all that this node has seen.</summary>
    internal ValueList<SessionHolder> Holders(PlacingLimits limits) =>
        _sights.Where(x => !x.HasEnded(limits)).Select(x => x.Lease.Holder).ToValueList();

    /// <summary>The lease that the session had and that was watched to its end; null: it had none, or one that may still hold.</summary>
    internal SeenLease? Ended(SessionKey session, PlacingLimits limits) =>
        _sights.FirstOrDefault(x => x.Lease.Holder.Session == session && x.HasEnded(limits))?.Lease;

    /// <summary>The watch after a further reading.</summary>
    /// <param name="before">The watch so far; null: none, since the last reading failed or there was none.</param>
    /// <param name="leases">What was read.</param>
    /// <param name="askedAt">When it was asked for.</param>
    /// <param name="now">When it came.</param>
    /// <param name="limits">After what pause the watch starts anew.</param>
    internal static LeaseWatch After(
        LeaseWatch? before,
        ValueList<SeenLease> leases,
        TimeSpan askedAt,
        TimeSpan now,
        PlacingLimits limits
    )
    {
        var known = before is not null && now - before._readAt <= limits.LatestReading ? before._sights : [];
        // Unchanged is what two readings bound: from when the first had come to when the last was asked for.
        return new LeaseWatch(
            leases
                .Select(lease =>
                    known.FirstOrDefault(x => x.Lease == lease) is { } sight
                        ? sight with
                        {
                            Until = askedAt,
                        }
                        : new Sight(lease, now, now)
                )
                .ToValueList(),
            now
        );
    }

    private sealed record Sight(SeenLease Lease, TimeSpan Since, TimeSpan Until)
    {
        internal bool HasEnded(PlacingLimits limits) => Until - Since >= limits.WatchFor;
    }
}
