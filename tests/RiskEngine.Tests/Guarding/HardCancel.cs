using Akka.Actor;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Guarding;

/// <summary>One order, two cancels, and an exchange on which everything goes wrong once before it ends well, or badly.</summary>
internal sealed class HardCancel : VirtualSpec
{
    /// <summary>The longest deadline, and all that could still come after it.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromMinutes(1);

    private const string Quiet = "risk-engine.guardian { rehearsals = 0, look-after = 1h, list-lag-limit = 100ms }";
    private static readonly ExchangeAnswer Lost = new ExchangeAnswer.Unknown(
        UnknownReason.ConnectionLost,
        ExchangeReason.None
    );
    private static readonly OrderId Ours = new(7);
    private static readonly TimeSpan FirstCancelAt = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SecondCancelAt = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private readonly RiskEngineHandle _engine;
    private readonly HashSet<OrderId> _book = [];
    private readonly List<CommandId> _asked = [];
    private readonly bool _endsWell;
    private (Break Kind, int First, int Times) _breaks;
    private int _requests;
    private int _cancels;

    internal HardCancel(int seed, bool endsWell = true, INonceMarks? marks = null)
        : base(seed)
    {
        _endsWell = endsWell;
        Exchange["taker-1"].Script = Send;
        _engine = Start(Quiet, RiskEnginePorts.Default with { NonceMarks = marks ?? new InProcessNonceMarks() });
    }

    internal enum Victim
    {
        /// <summary>The sender fails and is restarted by the guardian.</summary>
        Sender,

        /// <summary>The sender ends, which is more than a guardian can mend: it restarts itself.</summary>
        SenderForGood,

        /// <summary>The guardian fails and is restarted by the supervisor, its sender with it.</summary>
        Guardian,
    }

    /// <summary>Where a request's way is cut by a defect.</summary>
    internal enum Break
    {
        BeforeSending,
        AfterSending,
        BeforeTheHeaders,
        InTheBody,
    }

    /// <summary>What the exchange did, in order.</summary>
    internal List<string> Deeds { get; } = [];

    /// <summary>Whoever was told that nothing is left while something was.</summary>
    internal List<string> FalseProofs { get; } = [];

    internal Dictionary<CommandId, List<object>> Answers { get; } = [];

    /// <summary>How many messages were handled until everybody had an answer; null: somebody has none.</summary>
    internal int? Length { get; private set; }

    internal IReadOnlyList<OutboundRequest> Sent => Exchange["taker-1"].Sent;

    internal object OutcomeOf(int cancel) => Answers[_asked[cancel + 1]].Single();

    /// <summary>Lives through it.</summary>
    /// <param name="kills">Who is killed before which step.</param>
    internal void Run(params (int Step, Victim Victim)[] kills)
    {
        Live(step =>
        {
            foreach (var (at, victim) in kills)
                if (at == step)
                    Kill(victim);
        });
    }

    /// <summary>Lives through it while some requests in a row are cut by a defect.</summary>
    internal void RunBroken(Break kind, int first, int times)
    {
        _breaks = (kind, first, times);
        Run();
    }

    /// <summary>Lives until a step and no further, as a process that is gone.</summary>
    internal void RunUntil(int last)
    {
        try
        {
            Live(step =>
            {
                if (step > last)
                    throw new CrashedException();
            });
        }
        catch (CrashedException)
        {
            World.BeforeStep = null;
        }
    }

    private void Live(Action<int> at)
    {
        var step = 0;
        World.BeforeStep = () =>
        {
            at(++step);
            if (Length is null && Answers.Count == 3 && Answers.Values.All(answers => answers.Count > 0))
                Length = step;
        };
        Tell(Order(Taker));
        World.Advance(FirstCancelAt);
        Tell(Cancel(Taker));
        World.Advance(SecondCancelAt - FirstCancelAt);
        Tell(Cancel(Taker));
        World.Advance(Afterwards);
        World.BeforeStep = null;
    }

    private void Tell(ISessionMessage command)
    {
        var id = command switch
        {
            CancelSession cancel => cancel.Id,
            SubmitPrivateRequest request => request.Id,
            _ => throw new InvalidOperationException(),
        };
        var answers = Answers[id] = [];
        _asked.Add(id);
        Action<object> hear = answer =>
        {
            answers.Add(answer);
            if (answer is SessionCanceled && _book.Count > 0)
                FalseProofs.Add($"{id}");
        };
        _engine.Router.Tell(command, World.System.ActorOf(Props.Create(() => new Asker(hear))));
    }

    private void Kill(Victim victim)
    {
        var guardian = _engine.Guardians[Taker];
        switch (victim)
        {
            case Victim.Sender:
                World.System.ActorSelection(guardian.Path / "http-sender").Tell(Akka.Actor.Kill.Instance);
                break;
            case Victim.SenderForGood:
                World.System.ActorSelection(guardian.Path / "http-sender").Tell(PoisonPill.Instance);
                break;
            case Victim.Guardian:
                guardian.Tell(Akka.Actor.Kill.Instance);
                break;
        }
    }

    private Task<ExchangeAnswer> Send(OutboundRequest request)
    {
        var number = ++_requests;
        if (number < _breaks.First || number >= _breaks.First + _breaks.Times)
            return Play(request);
        if (_breaks.Kind == Break.BeforeSending)
            throw new InvalidOperationException("a defect before anything was sent");
        var played = Play(request);
        return _breaks.Kind switch
        {
            Break.AfterSending => throw new InvalidOperationException("a defect once it was sent"),
            Break.BeforeTheHeaders => World.After<ExchangeAnswer>(
                Latency / 2,
                () => throw new InvalidOperationException("a defect while it waited")
            ),
            _ => FailWith(played),
        };
    }

    private static async Task<ExchangeAnswer> FailWith(Task<ExchangeAnswer> answer)
    {
        await answer.ConfigureAwait(false);
        throw new InvalidOperationException("a defect in reading the answer");
    }

    /// <summary>A session-wide cancel names the order and leaves it: nobody knows what the exchange means by it.</summary>
    private Task<ExchangeAnswer> Play(OutboundRequest request)
    {
        switch (request.Request)
        {
            case ExchangeRequest.SendPrivate:
                _book.Add(Ours);
                return Answer(
                    "private",
                    new ExchangeAnswer.PrivateAccepted("{}", [new OrderReport(Ours, OrderStanding.Live)])
                );
            case ExchangeRequest.CancelSessionOrders:
                return PlayCancel(++_cancels);
            case ExchangeRequest.ReadOpenOrders:
                var open = _book.Select(order => new OpenOrder(order, null)).ToValueList();
                return Answer($"look: {open.Count} open", new ExchangeAnswer.OpenOrdersRead(open));
            case ExchangeRequest.CancelOrder direct:
                _book.Remove(direct.Order);
                return Answer(
                    "direct cancel",
                    new ExchangeAnswer.OrderCancelAccepted(new OrderReport(direct.Order, OrderStanding.Canceled))
                );
            default:
                throw new InvalidOperationException($"Nobody expected {request.Request}.");
        }
    }

    private Task<ExchangeAnswer> PlayCancel(int number)
    {
        var taken = new ExchangeAnswer.CancelAccepted([.. _book], []);
        return number switch
        {
            1 => Answer("cancel: not sent", new ExchangeAnswer.NotSent(ExchangeReason.None)),
            2 => Answer(
                "cancel: nonce refused",
                new ExchangeAnswer.NonceRefused(NonceRefusal.NotIncreased, ExchangeReason.None)
            ),
            3 => Answer("cancel: lost", Lost),
            4 => Answer("cancel: too many", new ExchangeAnswer.RateLimited(Latency, ExchangeReason.None)),
            5 => Answer("cancel: silent", _endsWell ? taken : Lost, Silence),
            _ when _endsWell => Answer("cancel: taken", taken),
            _ => Answer("cancel: refused", new ExchangeAnswer.Refused(RefusedReason.Credentials, ExchangeReason.None)),
        };
    }

    private Task<ExchangeAnswer> Answer(string deed, ExchangeAnswer answer, TimeSpan? after = null)
    {
        Deeds.Add(deed);
        return World.After(after ?? Latency, () => Task.FromResult(answer));
    }

    private sealed class Asker : ReceiveActor
    {
        public Asker(Action<object> hear) => ReceiveAny(hear);
    }

    private sealed class CrashedException : Exception;
}
