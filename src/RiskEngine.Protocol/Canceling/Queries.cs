namespace RiskEngine.Protocol;

/// <summary>
/// Which further orders does a list of an outcome have? Answered with <see cref="OutcomeOrders"/>, or with
/// <see cref="OutcomeUnknown"/>: the session's guardian keeps the latest outcomes, and a node that takes the session over
/// has none of its predecessor's.
/// </summary>
/// <param name="Session">The session that was canceled.</param>
/// <param name="Command">The command whose outcome it is.</param>
/// <param name="List">Which of its lists.</param>
/// <param name="From">How many of the list's orders the asker has already; not below zero.</param>
public sealed record GetOutcomeOrders(SessionKey Session, CommandId Command, OutcomeList List, int From)
    : ISessionMessage;

/// <summary>A page of a list of an outcome, as it was when the command was answered. Proves nothing of what is open now.</summary>
/// <param name="Session">The session that was canceled.</param>
/// <param name="Command">The command whose outcome it is.</param>
/// <param name="List">Which of its lists.</param>
/// <param name="From">How many orders of the list stand before these.</param>
/// <param name="Orders">
/// The orders from there on, in the list's own order. What is left out of it after them is read with the next query, as long
/// as <see cref="ValueList{T}.Omitted"/> is above zero; with none in it, the rest is not kept.
/// </param>
public sealed record OutcomeOrders(
    SessionKey Session,
    CommandId Command,
    OutcomeList List,
    int From,
    ValueList<OrderId> Orders
) : ISessionMessage
{
    /// <summary>What is known of these orders; of those that are closed nothing is told.</summary>
    public ValueList<OrderDetail> Details
    {
        get;
        // A message of an earlier build has no such member, which its reader gives as null.
        init => field = value ?? [];
    } = [];

    /// <summary>How many orders the whole list has.</summary>
    public int Total => From + Orders.Total;
}

/// <summary>Nobody keeps that outcome any more, or ever did, or who keeps it was not heard.</summary>
/// <param name="Session">The session asked for.</param>
/// <param name="Command">The command asked for.</param>
public sealed record OutcomeUnknown(SessionKey Session, CommandId Command) : ISessionMessage;
