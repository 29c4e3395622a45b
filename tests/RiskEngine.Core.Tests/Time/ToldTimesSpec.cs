using static RiskEngine.Core.Tests.Given;

namespace RiskEngine.Core.Tests;

/// <summary>Times and nonces that others told, however absurd: no input throws, and the next cancel passes.</summary>
public sealed class ToldTimesSpec
{
    private const int Runs = 400;
    private const int Steps = 60;

    private static readonly GuardianLimits Busy = OwnOrdersLimits with
    {
        ClockSkewLimit = Sec(5),
        RequiresHeartbeat = true,
        EscalatesToAccount = true,
        NonceBlock = Sec(30),
        LookAfter = Sec(45),
        Preflight = true,
    };

    [Fact]
    public void No_input_must_throw_whatever_times_and_nonces_were_told() =>
        Seeds.Run(Seeds.From(1, Runs), seed => new Story(new Random(seed)).Run());

    [Fact]
    public void Cancel_must_pass_when_a_page_and_an_answer_were_dated_at_the_end_of_time()
    {
        foreach (var date in new[] { DateTimeOffset.MaxValue, DateTimeOffset.MinValue })
        {
            var guardian = new GuardianScript(AccountLimits);
            guardian.ReceivesCancel("c1");
            guardian.Answers(guardian.MustHaveSentCancel(), Says.Page() with { ServerTime = date });
            guardian.Answers(guardian.MustHaveSentCancel(), Says.TooMany(TimeSpan.MaxValue) with { ServerTime = date });
            guardian.Passes(Sec(60));
            var cancel = guardian.ReceivesCancel("c2");
            guardian.PassesWhileAllAreAnswered(Says.Accepted() with { ServerTime = date }, Sec(10));

            guardian.MustAnswer<SessionCancelUnconfirmed>(cancel).Effort.AcceptedAfter.ShouldNotBeNull();
        }
    }

    /// <summary>One guardian that is told nonsense for a while.</summary>
    private sealed class Story(Random random)
    {
        private readonly List<OutboundRequest> _out = [];
        private TimeSpan _running = TimeSpan.FromDays(random.Next(100));
        private int _commands;

        internal void Run()
        {
            NonceMode mode = random.Next(3) switch
            {
                0 => Seconds,
                1 => Milliseconds,
                _ => Microseconds,
            };
            Nonce? highest = random.Next(2) == 0 ? null : AnyNonce();
            var state = GuardianState
                .Initial(
                    Session,
                    Busy,
                    new NonceSequence(mode, LeadFor(mode), highest),
                    ExchangeClock.StartingFrom(Now()),
                    jitterSeed: 7,
                    known: KillSwitchState.Clear.Instance
                )
                .AfterReservation(AnyNonce());
            var last = highest ?? new Nonce(long.MinValue);
            foreach (var input in Inputs())
            {
                _running += TimeSpan.FromMilliseconds(random.Next(5_000));
                var decision = GuardianRules.Decide(state, input(), Now());
                state = decision.State;
                var sent = decision.Effects.OfType<GuardianEffect.Send>().Select(send => send.Request).ToArray();
                if (mode is NonceMode.Increasing)
                    sent.Where(request => request.Nonce <= last).ShouldBeEmpty();
                last = sent.Select(request => request.Nonce).Append(last).Max();
                _out.AddRange(sent);
                state.Status(Now()).ShouldNotBeNull();
            }
        }

        private IEnumerable<Func<GuardianInput>> Inputs()
        {
            yield return () => new GuardianInput.Started();
            for (var i = 0; i < Steps; i++)
                yield return AnyInput;
        }

        private GuardianInput AnyInput() =>
            random.Next(9) switch
            {
                0 => new GuardianInput.CancelRequested(Cancel($"c{_commands++}")),
                1 => new GuardianInput.PrivateRequested(Order($"o{_commands++}")),
                2 => new GuardianInput.NonceRequested(
                    new LeaseNonce(Session, new CommandId($"l{_commands++}"), new StrategyId("strategy-1"))
                ),
                3 => new GuardianInput.NoncesReserved(AnyNonce()),
                4 => new GuardianInput.StrategyRegistered(
                    new RegisterStrategy(Session, new StrategyId("strategy-1"), AnyLength() + TimeSpan.FromTicks(1))
                ),
                5 => new GuardianInput.Woke(),
                _ when _out.Count == 0 => new GuardianInput.Woke(),
                _ => Answered(),
            };

        private GuardianInput.AttemptResolved Answered()
        {
            var request = _out[random.Next(_out.Count)];
            _out.Remove(request);
            return new GuardianInput.AttemptResolved(request.Attempt, AnyAnswer(request.Request));
        }

        private ExchangeAnswer AnyAnswer(ExchangeRequest request)
        {
            ExchangeAnswer answer = random.Next(6) switch
            {
                0 => Says.Page(new Pause(AnyLength())),
                1 => Says.TooMany(AnyLength()),
                2 => new ExchangeAnswer.NonceRefused(NonceRefusal.OutsideWindow, Says.Words)
                {
                    ComparedWith = AnyDate(),
                },
                3 => Says.NonceTooLow(),
                _ => request switch
                {
                    ExchangeRequest.ReadOpenOrders => Says.OpenOrders(1),
                    ExchangeRequest.ReadRoles => Says.Roles(isTrader: true),
                    ExchangeRequest.SendHeartbeat => Says.Beaten(),
                    ExchangeRequest.CancelOrder => Says.Gone(1),
                    ExchangeRequest.SendPrivate => Says.Opened(1),
                    _ => Says.Accepted(2),
                },
            };
            return answer with { ServerTime = random.Next(4) == 0 ? null : AnyDate() };
        }

        /// <summary>Our own wall clock may be anything, too.</summary>
        private Moment Now() => new(random.Next(3) == 0 ? AnyDate() : Noon + _running, _running);

        private DateTimeOffset AnyDate() =>
            random.Next(4) switch
            {
                0 => DateTimeOffset.MaxValue,
                1 => DateTimeOffset.MinValue,
                2 => Noon.AddSeconds(random.Next(-2_000, 2_000)),
                _ => new DateTimeOffset(random.NextInt64(DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero),
            };

        private TimeSpan AnyLength() =>
            random.Next(3) switch
            {
                0 => TimeSpan.MaxValue - TimeSpan.FromTicks(1),
                1 => TimeSpan.FromMilliseconds(random.Next(5_000)),
                _ => TimeSpan.FromTicks(random.NextInt64(TimeSpan.MaxValue.Ticks)),
            };

        private Nonce AnyNonce() =>
            new(
                random.Next(5) switch
                {
                    0 => long.MaxValue - random.Next(3),
                    1 => random.NextInt64(),
                    2 => 0,
                    3 => Noon.ToUnixTimeMilliseconds() + random.Next(1_000_000),
                    _ => Noon.ToUnixTimeSeconds() + random.Next(100),
                }
            );
    }
}
