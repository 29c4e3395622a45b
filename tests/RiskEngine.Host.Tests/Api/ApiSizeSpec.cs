using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RiskEngine.Host.Api;
using RiskEngine.Host.Streaming;

namespace RiskEngine.Host.Tests.Api;

/// <summary>No answer and no event is longer than a message between processes, however much there is to say.</summary>
public sealed class ApiSizeSpec
{
    private const int Many = 10_000;
    private const int Sessions = 1_000;

    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly NodeName Node = new(new string('n', 64));
    private static readonly CommandId Command = new(new string('c', 64));
    private static readonly ExchangeReason Said = new(new string('s', 64), new string('\u20ac', 300));
    private static readonly ValueList<OrderId> Orders = Enumerable
        .Range(0, Many)
        .Select(x => new OrderId($"{x:d8}{new string('+', 56)}"))
        .ToValueList();

    private static readonly ValueList<Engagement> Engagements = Enumerable
        .Range(1, Sessions)
        .Select(x => new Engagement(
            new EngagementId(Node, new EngineRunId(1), x),
            new Epoch(x),
            new KillSwitchScope.Session(Key(x)),
            new RequestedBy.Engine(new string('e', 64)),
            new Reason(new string('\u20ac', Reason.Limit)),
            At
        ))
        .ToValueList();

    private static readonly KillSwitchState State = KillSwitchState.Of(Engagements);

    private static readonly ValueList<KillSwitchApplied> Proven = Enumerable
        .Range(0, Sessions)
        .Select(x => new KillSwitchApplied(
            Engagements[0].Id,
            Key(x),
            Node,
            new KillSwitchEffect.CancelEnded(Canceled(Key(x)))
        ))
        .ToValueList();

    private static readonly ValueList<MissingSession> Missing = Enumerable
        .Range(0, Sessions)
        .Select(x => new MissingSession(
            new KillSwitchApplied(
                Engagements[0].Id,
                Key(x),
                Node,
                new KillSwitchEffect.CancelEnded(Unconfirmed(Key(x)))
            )
        ))
        .ToValueList();

    private static IEnumerable<object> Events =>
        [
            Canceled(Key(1)),
            Unconfirmed(Key(1)),
            new SessionCancelPartial(Key(1), Command, CancelEffort.None, Orders, CancelListing.Complete, Orders, Orders)
            {
                Unaccounted = Orders,
                Others = Orders,
            },
            new AccountCancelEnded(
                Key(1),
                Command,
                new CancelAttempt(new AttemptId(1), new Nonce(1), AttemptResult.Accepted),
                Orders,
                Orders
            ),
            new LateAcceptance(Key(1), new AttemptId(1), new Nonce(1), Orders, Orders),
            new SessionEscalated(Key(1), EscalationCause.KeyShared, new string('\u20ac', 100_000)),
            Proven[0],
            new KillSwitchCompleted(Command, Engagements[0], Proven, TimeSpan.FromSeconds(1)),
            new KillSwitchIncomplete(Command, Engagements[0], Proven, Missing, TimeSpan.FromSeconds(1)),
            new KillSwitchMatchesNothing(Command, Engagements[0], [], Proven, Missing, TimeSpan.FromSeconds(1)),
            new KillSwitchReset(Command, Engagements, [new RequestedBy.Person("ann")], State),
            new KillSwitchResetDenied(
                Command,
                Engagements.Take(ResetKillSwitch.Limit).Select(x => x.Id).ToValueList(),
                KillSwitchResetDeniedReason.NoneNamed,
                State
            ),
            new KillSwitchChanged(
                Node,
                Engagements,
                Engagements,
                [new RequestedBy.Person("ann")],
                IsLearned: true,
                State
            ),
        ];

    [Fact]
    public void Event_must_fit_into_a_message()
    {
        foreach (var x in Events)
            Length(EventViews.Of(x, At)!, ApiJson.Default.EventView)
                .ShouldBeLessThanOrEqualTo(MessageSize.Limit, x.GetType().Name);
    }

    [Fact]
    public void Event_must_say_how_many_there_are_of_what_it_leaves_out()
    {
        var partial = EventViews.Of(Events.OfType<SessionCancelPartial>().Single(), At)!;
        partial.Cancel!.Counts.ShouldBe(new OrderCounts(Many, Many, Many, Many, 0, 0, Many));
        partial.Text.ShouldContain($"{Many} open");

        var incomplete = EventViews.Of(Events.OfType<KillSwitchIncomplete>().Single(), At)!;
        (incomplete.Applied, incomplete.Expected).ShouldBe((Sessions, 2 * Sessions));
        (incomplete.Sessions!.Count + incomplete.OmittedSessions).ShouldBe(2 * Sessions);
        incomplete.Sessions[^1].IsProven.ShouldBeFalse("those of which nothing is proven are named first");
        var named = Math.Min(20, incomplete.Sessions.Count(x => !x.IsProven));
        incomplete.Text.ShouldContain($"and {Sessions - named} more");
    }

    [Fact]
    public void Answer_must_fit_into_a_message()
    {
        var status = new SessionStatus(Key(1), SessionState.Halted, 1, 2, 3, null, TimeSpan.Zero) { Switch = State };
        var kept = new LastCancels();
        kept.Note(Unconfirmed(Key(1)), At);
        var session = SessionView.Of(new SessionReading(Key(1), status), kept.Of(Key(1)), null);
        var view = KillSwitchView.Of(
            new KillSwitchStatus(
                Node,
                State,
                Engagements.Select(x => new ResetApproval(x, new RequestedBy.Person("ann"), x.Reason)).ToValueList()
            )
        );
        var denied = ResetAnswer.Of(Events.OfType<KillSwitchResetDenied>().Single());

        Length(CancelAnswer.Of(Unconfirmed(Key(1))), ApiJson.Default.CancelAnswer)
            .ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        Length(view, ApiJson.Default.KillSwitchView).ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        Length(denied, ApiJson.Default.ResetAnswer).ShouldBeLessThanOrEqualTo(MessageSize.Limit);
        // A list has all sessions in it.
        Length(session, ApiJson.Default.SessionView).ShouldBeLessThanOrEqualTo(MessageSize.Limit / 4);
        (view.Engagements.Count + view.OmittedEngagements).ShouldBe(Sessions);
        (view.Approvals.Count + view.OmittedApprovals).ShouldBe(Sessions);
        (denied.Engagements.Count + denied.OmittedEngagements).ShouldBe(Sessions);
        session.LastCancel!.Answer.Counts!.CanceledOrders.ShouldBe(Many);
    }

    [Fact]
    public void Reader_must_be_told_of_a_gap_when_long_events_have_pushed_others_out()
    {
        var hub = new EventHub(mostKept: 1_000_000, mostReaders: 2, TimeProvider.System);
        var json = new byte[MessageSize.Limit];
        for (var i = 0; i < 1_000; i++)
            hub.Publish(json);

        using var reader = hub.Open(lastId: null).ShouldNotBeNull();

        reader.Backlog.Sum(frame => (long)frame.Bytes.Length).ShouldBeInRange(8_000_000, 17_000_000);
    }

    private static int Length<T>(T view, JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToUtf8Bytes(view, type).Length;

    private static SessionKey Key(int number) =>
        new(
            ExchangeName.Gemini,
            new AccountName(new string('a', 64)),
            new SessionAlias($"{new string('m', 56)}-{number}")
        );

    private static SessionCanceled Canceled(SessionKey session) =>
        new(session, Command, CancelEffort.None, Orders, CancelListing.Complete, CancelProof.EveryOrderClosed);

    private static SessionCancelUnconfirmed Unconfirmed(SessionKey session) =>
        new(session, Command, CancelEffort.None, SessionCancelUnconfirmedReason.NoAnswer, Said, Orders)
        {
            Unaccounted = Orders,
        };
}
