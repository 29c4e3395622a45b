using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace RiskEngine.Tests.Guarding;

public sealed class OrderWritesSpec
{
    private static readonly SessionKey Session = new(
        ExchangeName.Gemini,
        AccountName.OfTheKey,
        new SessionAlias("maker-1")
    );

    private readonly FakeTimeProvider _time = new();
    private readonly HeldLedgers _store = new();

    [Fact]
    public async Task Changes_must_reach_the_store_one_after_the_other()
    {
        var writes = new OrderWrites(_store, Session, _time);
        var first = writes.KeepAsync(Opens(1));
        var second = writes.KeepAsync(Opens(2));
        await _store.ArrivalAsync();
        _store.Asked.ShouldBe([Opens(1)]);

        _store.Answers[0].SetResult(new StoreChange.Failed(new StoreFailure(StoreFault.Full, "no room left")));
        (await first).ShouldBeOfType<StoreChange.Failed>();
        await _store.ArrivalAsync();
        _store.Asked.ShouldBe([Opens(1), Opens(2)]);
        _store.Answers[1].SetResult(new StoreChange.Kept());
        (await second).ShouldBeOfType<StoreChange.Kept>();
    }

    /// <summary>A simulation lives on one thread, and a change that is written on another comes in an order that no seed chooses.</summary>
    [Fact]
    public void Next_change_must_reach_the_store_on_the_thread_that_ends_the_one_before_when_others_await_that_too()
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var writes = new OrderWrites(_store, Session, _time);
            _ = StoreWrites.Keep(writes, Opens(1));
            _ = StoreWrites.Keep(writes, Opens(2));

            _store.Answers[0].SetResult(new StoreChange.Kept());

            _store.Asked.ShouldBe([Opens(1), Opens(2)]);
            _store.Threads.ShouldAllBe(thread => thread == Environment.CurrentManagedThreadId);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    [Fact]
    public async Task Defect_of_the_store_must_be_an_answer_and_keep_nobody_waiting()
    {
        var writes = new OrderWrites(_store, Session, _time);
        var kept = writes.KeepAsync(Opens(1));
        _store.Answers[0].SetException(new InvalidOperationException("a defect"));

        (await kept).ShouldBeOfType<StoreChange.Failed>().Failure.Detail.ShouldBe("a defect");
        await writes.SettledAsync();
    }

    [Fact]
    public async Task Last_word_must_be_waited_for_until_its_limit()
    {
        var writes = new OrderWrites(_store, Session, _time);
        _ = writes.KeepAsync(Opens(1));
        var settled = writes.SettledAsync();
        _time.Advance(OrderWrites.LastWordLimit - TimeSpan.FromMilliseconds(1));
        settled.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await settled;
    }

    [Fact]
    public async Task Last_word_must_be_waited_for_no_longer_than_the_store_takes()
    {
        var writes = new OrderWrites(_store, Session, _time);
        _ = writes.KeepAsync(Opens(1));
        var settled = writes.SettledAsync();
        _store.Answers[0].SetResult(new StoreChange.Kept());

        await settled;
    }

    [Theory]
    [InlineData("held", OrderLedgerStanding.StoppedWhole)]
    [InlineData("ended", OrderLedgerStanding.InUse)]
    [InlineData("fenced out", OrderLedgerStanding.InUse)]
    public void Orders_must_be_called_at_rest_only_by_who_has_the_lease(string lease, OrderLedgerStanding standing)
    {
        var until = Moment.Of(_time).Running + TimeSpan.FromSeconds(5);
        var hold = new LeaseHold(new SessionLease(Session, new FencingToken(1), until));
        var writes = new OrderWrites(_store, Session, _time).Under(hold);
        if (lease == "ended")
            _time.Advance(TimeSpan.FromSeconds(6));
        if (lease == "fenced out")
            hold.FencedOut();
        _ = writes.KeepAsync(Opens(1) with { Standing = OrderLedgerStanding.StoppedWhole });

        _store.Asked.ShouldBe([Opens(1) with { Standing = standing }]);
    }

    private static OrderLedgerChange Opens(ulong order) =>
        new([new KeptOrder(new OrderId(order), null)], [], OrderLedgerStanding.InUse);

    /// <summary>A store that answers when the test says so.</summary>
    private sealed class HeldLedgers : IOrderLedgers
    {
        private readonly Channel<OrderLedgerChange> _arrivals = Channel.CreateUnbounded<OrderLedgerChange>();

        internal List<OrderLedgerChange> Asked { get; } = [];

        internal List<int> Threads { get; } = [];

        internal List<TaskCompletionSource<StoreChange>> Answers { get; } = [];

        /// <summary>Each call waits for one change more.</summary>
        internal async Task ArrivalAsync() => await _arrivals.Reader.ReadAsync();

        public Task<OrderLedgerReading> ReadAsync(SessionKey session, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nobody reads here.");

        public Task<StoreChange> KeepAsync(
            SessionKey session,
            OrderLedgerChange change,
            CancellationToken cancellationToken
        )
        {
            Asked.Add(change);
            Threads.Add(Environment.CurrentManagedThreadId);
            var answer = new TaskCompletionSource<StoreChange>();
            Answers.Add(answer);
            _arrivals.Writer.TryWrite(change);
            return answer.Task;
        }
    }
}
