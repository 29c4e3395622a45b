namespace RiskEngine.Core;

/// <summary>Grants one node at a time the right to run a session's guardian (I9). Each instance speaks for one life of one node.</summary>
/// <remarks>
/// A lease is counted from before the store was asked, on the asking node's running clock; the store keeps it from
/// others for longer than that, counted from after it was asked. So two nodes never hold a session at once, however
/// slow the store or the network, and a node needs no store to know that its lease has ended. Whatever a store may do
/// is an answer; a task that fails means a defect.
/// </remarks>
public interface ISessionLeases
{
    /// <summary>Asks for a session. Never waits for another node to let go.</summary>
    /// <param name="session">Which.</param>
    /// <param name="ended">
    /// The lease that the asking node has watched to its end: granted only if that is still the session's latest, has not
    /// been renewed, and is no longer kept from others. Null: granted only if nobody has the session or its latest lease
    /// was given back.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<LeaseAcquisition> AcquireAsync(
        SessionKey session,
        SeenLease? ended = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Extends leases, also one that has ended, as long as no other was granted since.</summary>
    /// <remarks>One that is missing in the answer is lost for good: another may have the session.</remarks>
    Task<LeaseRenewal> RenewAsync(
        IReadOnlyCollection<SessionLease> leases,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gives a lease back, so that another node need not wait for its end. To be done once nothing is sent for it any more.</summary>
    Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads who has which session, or had it and did not give it back.</summary>
    Task<LeasesReading> ReadAsync(CancellationToken cancellationToken = default);
}
