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
    Task<LeaseAcquisition> AcquireAsync(SessionKey session, CancellationToken cancellationToken = default);

    /// <summary>Extends leases. One that is missing in the answer is lost for good: another may have the session.</summary>
    Task<LeaseRenewal> RenewAsync(
        IReadOnlyCollection<SessionLease> leases,
        CancellationToken cancellationToken = default
    );

    /// <summary>Gives a lease back, so that another node need not wait for its end. To be done once nothing is sent for it any more.</summary>
    Task<StoreChange> ReleaseAsync(SessionLease lease, CancellationToken cancellationToken = default);

    /// <summary>Reads who has which session: every lease that is kept from others.</summary>
    Task<LeasesReading> ReadAsync(CancellationToken cancellationToken = default);
}
