namespace RiskEngine.Simulation.Invariants;

/// <summary>I11: everything is bounded, and what is over a limit gets a typed denial.</summary>
/// <remarks>Follows the trail row by row, as the guardians wrote it.</remarks>
internal static class LimitChecks
{
    private const int CancelsOut = 4;
    private const int OrdersOut = 1;
    private const int DirectCancelsOut = 1;

    internal static void EverythingIsBounded(Day day, Seen seen)
    {
        foreach (var session in day.Audit.Entries.GroupBy(SessionOf).Where(group => group.Key is not null))
            Follow(session, day.HasDefects, seen);
    }

    private static void Follow(IEnumerable<AuditEntry> rows, bool hasDefects, Seen seen)
    {
        var (cancels, orders) = (new HashSet<CommandId>(), new HashSet<CommandId>());
        var @out = new Dictionary<AttemptId, ExchangeRequest>();
        foreach (var row in rows)
            switch (row)
            {
                // The kill switch's have room of their own; here they are the officer's and the engine's.
                case AuditEntry.Asked { Command: AuditedCommand.CancelSession, By: RequestedBy.Strategy } asked:
                    cancels.Add(asked.Id);
                    break;
                case AuditEntry.Asked { Command: AuditedCommand.SubmitPrivateRequest } asked:
                    orders.Add(asked.Id);
                    break;
                case AuditEntry.Told told:
                    if (told.Outcome is SessionCancelDenied { Reason: SessionCancelDeniedReason.TooManyPending })
                    {
                        cancels.Count.ShouldBeGreaterThan(Day.MaxPendingCancels, "a denial wants a reason");
                        seen.Case("I11 too many cancels");
                    }

                    cancels.Remove(told.Outcome.Command);
                    cancels.Count.ShouldBeLessThanOrEqualTo(Day.MaxPendingCancels);
                    break;
                case AuditEntry.ToldOfRequest told:
                    if (told.Outcome is PrivateRequestDenied { Reason: PrivateRequestDeniedReason.QueueFull })
                    {
                        orders.Count.ShouldBeGreaterThan(Day.MaxQueuedRequests, "a denial wants a reason");
                        seen.Case("I11 queue full");
                    }

                    orders.Remove(told.Outcome.Command);
                    orders.Count.ShouldBeLessThanOrEqualTo(Day.MaxQueuedRequests + OrdersOut);
                    break;
                case AuditEntry.Dispatched sent:
                    @out[sent.Request.Attempt] = sent.Request.Request;
                    // What a sender took with it when it failed is not written down.
                    if (!hasDefects)
                        MustBeFew(@out.Values, seen);
                    break;
                case AuditEntry.Answered answered:
                    @out.Remove(answered.Attempt);
                    break;
            }
    }

    private static void MustBeFew(IReadOnlyCollection<ExchangeRequest> @out, Seen seen)
    {
        var cancels = @out.Count(request => request is ExchangeRequest.CancelSessionOrders);
        cancels.ShouldBeLessThanOrEqualTo(CancelsOut);
        @out.Count(request => request is ExchangeRequest.SendPrivate).ShouldBeLessThanOrEqualTo(OrdersOut);
        @out.Count(request => request is ExchangeRequest.CancelOrder).ShouldBeLessThanOrEqualTo(DirectCancelsOut);
        if (cancels >= 2)
            seen.Case("I11 two cancels out");
    }

    private static SessionKey? SessionOf(AuditEntry entry) =>
        entry switch
        {
            AuditEntry.Asked row => row.Session,
            AuditEntry.Told row => row.Outcome.Session,
            AuditEntry.ToldOfRequest row => row.Outcome.Session,
            AuditEntry.Dispatched row => row.Session,
            AuditEntry.Answered row => row.Session,
            _ => null,
        };
}
