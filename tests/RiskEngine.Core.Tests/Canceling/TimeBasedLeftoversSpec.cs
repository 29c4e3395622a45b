using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>Forty orders that a session-wide cancel leaves on a time-based key, with the limits of the reference and 10 s.</summary>
public sealed class TimeBasedLeftoversSpec
{
    private static readonly ulong[] Forty = [.. Enumerable.Range(1, 40).Select(id => (ulong)id)];

    /// <summary>The way there and back.</summary>
    private static readonly TimeSpan RoundTrip = Ms(40);

    private static readonly GuardianLimits Reference = OwnOrdersLimits with
    {
        Rate = new RateLimits(PerSecond: 5, Burst: 10, CancelShare: 0.2),
    };

    [Theory]
    [InlineData(TimeNonceUnit.Fractional, false)]
    [InlineData(TimeNonceUnit.Fractional, true)]
    [InlineData(TimeNonceUnit.Milliseconds, false)]
    [InlineData(TimeNonceUnit.Milliseconds, true)]
    public void Orders_must_all_be_gone_by_the_deadline_when_the_nonce_counts_thousandths(
        TimeNonceUnit unit,
        bool areNamed
    )
    {
        var (guardian, cancel, book) = Canceling(unit, areNamed);

        book.ServeUntilAnswered();

        var canceled = guardian.MustAnswer<SessionCanceled>(cancel);
        canceled.Canceled.ShouldBe(Ids(Forty));
        canceled.Proof.ShouldBe(CancelProof.EveryOrderClosed);
        canceled.Effort.Elapsed.ShouldBeLessThan(Limits.DefaultDeadline);
        book.Listed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Answer_must_name_as_open_only_what_is_open_when_the_nonce_counts_whole_seconds(bool areNamed)
    {
        var (guardian, cancel, book) = Canceling(TimeNonceUnit.Seconds, areNamed);

        book.ServeUntilAnswered();

        var partial = guardian.MustAnswer<SessionCancelPartial>(cancel);
        partial.Effort.Elapsed.ShouldBe(Limits.DefaultDeadline, "there was something left to try");
        partial.Canceled.Count.ShouldBeGreaterThanOrEqualTo(
            15,
            "each second has its nonce, and the lead has some more"
        );
        partial.Canceled.ShouldBe(Ids([.. Forty.Except(book.Listed)]));
        partial.Open.Concat(partial.Rejects).Distinct().Order().ShouldBe(Ids([.. book.Listed]));
        partial.Unaccounted.ShouldBeEmpty();
    }

    /// <summary>A key whose forty orders the session-wide cancel does not take.</summary>
    private static (GuardianScript, CancelSession, Book) Canceling(TimeNonceUnit unit, bool areNamed)
    {
        var guardian = new GuardianScript(Reference, new NonceMode.TimeBased(unit), isUp: false);
        var kept = Ids(Forty).Select(order => new KeptOrder(order, null)).ToValueList();
        guardian.ReadsOrders(new OrderLedgerReading.Known(kept, OrderLedgerStanding.StoppedWhole));
        guardian.Starts();
        guardian.Passes(TimeSpan.FromMinutes(1));
        Book? book = null;
        book = new Book(guardian, Forty)
        {
            Latency = RoundTrip,
            OnSessionCancel = () => areNamed ? Says.AcceptedWithRejects([], [.. book!.Listed]) : Says.Accepted(),
        };
        return (guardian, guardian.ReceivesCancel("c1"), book);
    }
}
