using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

/// <summary>Kills the sender, or the guardian, at every step of a hard cancel, once and twice.</summary>
public sealed class KillSpec
{
    private const int Seeds = 2;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan CoarseStep = TimeSpan.FromMilliseconds(100);

    public enum Victim
    {
        /// <summary>The sender fails and is restarted by the guardian.</summary>
        Sender,

        /// <summary>The sender ends, which is more than a guardian can mend: it restarts itself.</summary>
        SenderForGood,

        /// <summary>The guardian fails and is restarted by the supervisor, its sender with it.</summary>
        Guardian,
    }

    [Fact]
    public void Story_must_pass_through_every_kind_of_step_when_nobody_is_killed()
    {
        using var story = new HardCancel(seed: 1);
        story.Run();

        story.Steps.ShouldBe([
            "private",
            "cancel: lost",
            "cancel: silent",
            "cancel: taken",
            "look: 1 open",
            "direct cancel",
            "look: 0 open",
            "look: 0 open",
        ]);
        story.OutcomeOf(0).ShouldBeOfType<SessionCanceled>();
        story.OutcomeOf(1).ShouldBeOfType<SessionCanceled>();
        story.Length.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(Victim.Sender)]
    [InlineData(Victim.SenderForGood)]
    [InlineData(Victim.Guardian)]
    public void Command_must_get_exactly_one_answer_at_whatever_step_one_is_killed(Victim victim)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        for (var at = TimeSpan.Zero; at <= HardCancel.Longest; at += Step)
            Run(seed, (at, victim));
    }

    [Theory]
    [InlineData(Victim.Sender, Victim.Sender)]
    [InlineData(Victim.Sender, Victim.Guardian)]
    [InlineData(Victim.SenderForGood, Victim.Sender)]
    [InlineData(Victim.Guardian, Victim.Guardian)]
    public void Command_must_get_exactly_one_answer_at_whatever_steps_two_are_killed(Victim first, Victim second)
    {
        for (var at = TimeSpan.Zero; at <= HardCancel.Longest; at += CoarseStep)
        for (var later = at; later <= HardCancel.Longest; later += CoarseStep)
            Run(seed: 1, (at, first), (later, second));
    }

    [Fact]
    public void Nonce_must_be_above_all_before_at_whatever_step_the_process_crashed_and_the_clock_went_back()
    {
        for (var at = TimeSpan.Zero; at <= HardCancel.Longest; at += Step)
        {
            var marks = new InProcessNonceMarks();
            using var crashed = new HardCancel(seed: 1, marks);
            crashed.RunUntil(at);
            // Another world begins at the same hour: to it the first one's time has not come yet.
            using var next = new HardCancel(seed: 2, marks);
            next.Run();

            var before = crashed.Sent.Max(request => (Nonce?)request.Nonce);
            var after = next.Sent.Min(request => request.Nonce);
            (before is null || before < after).ShouldBeTrue($"crashed at {at}: {before}, then {after}");
        }
    }

    private static void Run(int seed, params (TimeSpan At, Victim Victim)[] kills)
    {
        using var story = new HardCancel(seed);
        story.Run(kills);
        var context = $"seed {seed}, killed {string.Join(" and ", kills)}";
        story.Answers.ShouldAllBe(asked => asked.Value.Count == 1, context);
        // I3, and no number twice.
        var nonces = story.Sent.Select(request => request.Nonce).ToList();
        nonces.ShouldBe(nonces.Order().Distinct(), context);
        story.Sent.Select(request => request.Attempt).ShouldBeUnique(context);
        story.FalseProofs.ShouldBeEmpty(context);
    }

    /// <summary>One order, two cancels, and an exchange on which all goes wrong once before it goes well.</summary>
    private sealed class HardCancel : VirtualSpec
    {
        internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1400);

        private const string Quiet = "risk-engine.guardian { rehearsals = 0, look-after = 1h }";
        private static readonly OrderId Ours = new(7);
        private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
        private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
        private readonly RiskEngineHandle _engine;
        private readonly HashSet<OrderId> _book = [];
        private readonly List<(Listener Asker, CommandId Command)> _asked = [];
        private int _cancels;

        internal HardCancel(int seed, INonceMarks? marks = null)
            : base(seed)
        {
            Exchange["taker-1"].Script = Play;
            _engine = Start(Quiet, RiskEnginePorts.Default with { NonceMarks = marks ?? new InProcessNonceMarks() });
        }

        internal List<string> Steps { get; } = [];

        /// <summary>Whoever was told that nothing is left while something was.</summary>
        internal List<string> FalseProofs { get; } = [];

        internal Dictionary<CommandId, List<object>> Answers { get; } = [];

        internal TimeSpan Length { get; private set; }

        internal IReadOnlyList<OutboundRequest> Sent => Exchange["taker-1"].Sent;

        internal object OutcomeOf(int cancel) => Answers[_asked[cancel + 1].Command].Single();

        internal void Run(params (TimeSpan At, Victim Victim)[] kills)
        {
            RunUntil(Longest, kills);
            // The longest deadline, and all that could still come after it.
            Pass(TimeSpan.FromMinutes(1));
        }

        internal void RunUntil(TimeSpan end, params (TimeSpan At, Victim Victim)[] kills)
        {
            for (var at = TimeSpan.Zero; at <= end; at += Step)
            {
                if (at == TimeSpan.Zero)
                    Tell(Order(Taker));
                if (at == TimeSpan.FromMilliseconds(50))
                    Tell(Cancel(Taker));
                if (at == TimeSpan.FromMilliseconds(300))
                    Tell(Cancel(Taker));
                foreach (var (_, victim) in kills.Where(kill => kill.At >= at && kill.At < at + Step))
                    Kill(victim);
                Pass(Step);
            }
        }

        private void Tell(ISessionMessage command)
        {
            var asker = World.Listen();
            var id = command switch
            {
                CancelSession cancel => cancel.Id,
                SubmitPrivateRequest request => request.Id,
                _ => throw new InvalidOperationException(),
            };
            _asked.Add((asker, id));
            Answers[id] = [];
            _engine.Router.Tell(command, asker.Ref);
        }

        private void Kill(Victim victim)
        {
            switch (victim)
            {
                case Victim.Sender:
                    World
                        .System.ActorSelection(_engine.Guardians[Taker].Path / "http-sender")
                        .Tell(Akka.Actor.Kill.Instance);
                    break;
                case Victim.SenderForGood:
                    World
                        .System.ActorSelection(_engine.Guardians[Taker].Path / "http-sender")
                        .Tell(PoisonPill.Instance);
                    break;
                case Victim.Guardian:
                    _engine.Guardians[Taker].Tell(Akka.Actor.Kill.Instance);
                    break;
            }
        }

        private void Pass(TimeSpan time)
        {
            World.Advance(time);
            foreach (var (asker, command) in _asked)
            foreach (var answer in asker.TakeAll())
            {
                Answers[command].Add(answer);
                if (answer is SessionCanceled && _book.Count > 0)
                    FalseProofs.Add($"{command}");
                if (
                    _asked.Count == 3
                    && _asked.All(asked => Answers[asked.Command].Count > 0)
                    && Length == TimeSpan.Zero
                )
                    Length = World.Time.GetElapsedTime(0);
            }
        }

        /// <summary>A session-wide cancel names the order and leaves it: nobody knows what the exchange means by it.</summary>
        private Task<ExchangeAnswer> Play(OutboundRequest request)
        {
            switch (request.Request)
            {
                case ExchangeRequest.SendPrivate:
                    _book.Add(Ours);
                    return Answer("private", new ExchangeAnswer.PrivateAccepted("{}", Ours), Latency);
                case ExchangeRequest.CancelSessionOrders when ++_cancels == 1:
                    return Answer(
                        "cancel: lost",
                        new ExchangeAnswer.Unknown(UnknownReason.ConnectionLost, ExchangeReason.None),
                        Latency
                    );
                case ExchangeRequest.CancelSessionOrders when _cancels == 2:
                    return Answer("cancel: silent", new ExchangeAnswer.CancelAccepted([.. _book], []), Silence);
                case ExchangeRequest.CancelSessionOrders:
                    return Answer("cancel: taken", new ExchangeAnswer.CancelAccepted([.. _book], []), Latency);
                case ExchangeRequest.ReadOpenOrders:
                    var open = _book.Select(order => new OpenOrder(order, null)).ToValueList();
                    return Answer($"look: {open.Count} open", new ExchangeAnswer.OpenOrdersRead(open), Latency);
                case ExchangeRequest.CancelOrder direct:
                    _book.Remove(direct.Order);
                    return Answer(
                        "direct cancel",
                        new ExchangeAnswer.OrderCancelAccepted(direct.Order, IsLive: false),
                        Latency
                    );
                default:
                    throw new InvalidOperationException($"Nobody expected {request.Request}.");
            }
        }

        private Task<ExchangeAnswer> Answer(string step, ExchangeAnswer answer, TimeSpan after)
        {
            Steps.Add(step);
            return World.After(after, () => Task.FromResult(answer));
        }
    }
}
