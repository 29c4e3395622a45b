namespace RiskEngine;

/// <summary>From the coordinator to a seat: run the guardian by this right.</summary>
internal sealed record TakeSeat(SessionLease Lease);

/// <summary>From the coordinator to a seat: the lease goes on.</summary>
internal sealed record KeepSeat(SessionLease Lease);

/// <summary>From the coordinator to a seat: the lease is lost, nothing may be sent from now on.</summary>
internal sealed record FenceSeat(SessionLease Lease);

/// <summary>From the coordinator to a seat: stop the guardian so that another node can have the session.</summary>
internal sealed record HandOverSeat(SessionLease Lease, bool EvenIfBusy);

/// <summary>To a seat: a message that is answered here or refused, and passed on to nobody.</summary>
internal sealed record HereOnly(ISessionMessage Message);

/// <summary>
/// From the node's kill switch, or its end, to a guardian or its seat: answered here, or by <see cref="SwitchInput.Elsewhere"/>. Has the
/// engine's own room.
/// </summary>
internal sealed record SwitchCancel(CancelSession Command) : ISessionMessage
{
    public SessionKey Session => Command.Session;
}

/// <summary>From a seat that has no guardian to the <see cref="PassingDesk"/>: whoever runs the session is to answer.</summary>
internal sealed record PassOn(ISessionMessage Message);

/// <summary>To the coordinator, before the engine stops: give everything back. Answered with a <see cref="ClusterLeft"/>.</summary>
internal sealed record LeaveCluster
{
    internal static readonly LeaveCluster Instance = new();
}

/// <summary>Every lease was given back.</summary>
internal sealed record ClusterLeft
{
    internal static readonly ClusterLeft Instance = new();
}
