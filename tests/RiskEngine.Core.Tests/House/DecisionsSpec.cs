using System.Reflection;

namespace RiskEngine.Core.Tests.House;

public sealed class DecisionsSpec
{
    private static readonly Assembly Core = typeof(GuardianRules).Assembly;

    private static readonly Type[] Acceptances =
    [
        typeof(ExchangeAnswer.CancelAccepted),
        typeof(ExchangeAnswer.OpenOrdersRead),
        typeof(ExchangeAnswer.OrderCancelAccepted),
        typeof(ExchangeAnswer.OrderStatusRead),
        typeof(ExchangeAnswer.OrdersByNameRead),
        typeof(ExchangeAnswer.OrderHistoryRead),
        typeof(ExchangeAnswer.RolesRead),
        typeof(ExchangeAnswer.AccountRead),
        typeof(ExchangeAnswer.HeartbeatAccepted),
        typeof(ExchangeAnswer.PrivateAccepted),
    ];

    [Fact]
    public void Decision_over_a_closed_union_must_name_every_case_of_it() =>
        ClosedUnions.LeftOutIn(Core).Where(x => !NeverComesThere(x)).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(GuardianInput))]
    [InlineData(typeof(ExchangeRequest))]
    [InlineData(typeof(ExchangeAnswer))]
    [InlineData(typeof(SwitchInput))]
    [InlineData(typeof(PlacingInput))]
    [InlineData(typeof(PassingInput))]
    [InlineData(typeof(AccountNewsInput))]
    [InlineData(typeof(TripSignal))]
    [InlineData(typeof(SessionCancelOutcome))]
    [InlineData(typeof(KillSwitchRecord))]
    public void Union_must_be_decided_over_with_a_throwing_default(Type union) =>
        ClosedUnions.DecisionsIn(Core).Select(x => x.Union).ShouldContain(union);

    [Fact]
    public void Case_that_a_decision_leaves_out_must_be_found_by_name()
    {
        Toy.Says(new Toy.Doll()).ShouldBe("mama");
        ClosedUnions
            .LeftOutIn(typeof(Toy).Assembly)
            .ShouldBe([new ClosedUnions.LeftOut($"{typeof(Toy)}.{nameof(Toy.Says)}", typeof(Toy.Train))]);
    }

    [Fact]
    public void Decision_must_throw_at_a_case_that_is_added() =>
        ClosedUnions.MustSpeakIn(
            Core,
            // Of each request it asks whether one acceptance answers it.
            ($"{typeof(Attempts)}.Fits", nameof(ExchangeAnswer)),
            // Members that one case alone has; a row leaves out what its outcome has not.
            ($"{typeof(AuditEntry.ToldOfLease)}.Write", nameof(NonceLeaseOutcome))
        );

    /// <summary>A union is known by reflection: one that is added has a story of each case, or stands below.</summary>
    [Fact]
    public void Union_must_have_a_story_of_each_case_unless_it_is_named_here() =>
        ClosedUnions
            .In(Core)
            .Concat(ClosedUnions.In(typeof(SessionKey).Assembly))
            .Except(ClosedUnions.ToldIn(typeof(DecisionsSpec).Assembly))
            .ShouldBe(WithoutStories, ignoreOrder: true);

    private static readonly Type[] WithoutStories =
    [
        // What is decided, and carried out by the layer above: every input's story names those that it causes.
        typeof(AccountNewsEffect),
        typeof(GuardianEffect),
        typeof(PassingEffect),
        typeof(PlacingEffect),
        typeof(SwitchEffect),
        // Decided over in the layers that store, sign and send.
        typeof(AuditAppend),
        typeof(NonceMarkReading),
        typeof(SessionCredentials),
        typeof(StoreChange),
        typeof(StoreSettings),
        // Told to people and to strategies, or written; they wait for stories of their own here.
        typeof(AccountIdentity),
        typeof(AuditCheck),
        typeof(AuditEntry),
        typeof(AuditHeadReading),
        typeof(AuditReading),
        typeof(AuditVerdict),
        typeof(KillSwitchEffect),
        typeof(NonceLeaseOutcome),
        typeof(NonceMode),
        typeof(OrderLedgerReading),
        typeof(PeerMessage),
        typeof(PlacingState.Asked),
        typeof(PrivateRequestOutcome),
        typeof(RequestedBy),
        typeof(RequestField),
        typeof(SessionCancelOutcome),
        typeof(StopRun),
        typeof(Turn.Dispatch),
    ];

    [Fact]
    public void Decision_that_is_silent_about_a_case_must_be_found_by_name() =>
        ClosedUnions
            .SilentIn(typeof(Toy).Assembly)
            .Where(x => x.Over is nameof(Toy) or nameof(Color))
            .ShouldBe([
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.CostOf)}", nameof(Toy)),
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.IsBright)}", nameof(Color)),
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.IsSoft)}", nameof(Toy)),
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.Paint)}", nameof(Color)),
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.Play)}", nameof(Toy)),
                new ClosedUnions.Silent($"{typeof(Toy)}.{nameof(Toy.SoftOnes)}", nameof(Toy)),
            ]);

    private enum Color
    {
        Red,
        Green,
        Blue,
    }

    private abstract record Toy
    {
        /// <summary>Each is silent about something, in a way of its own; the others ask for one case, or throw.</summary>
        internal static int CostOf(Toy toy) =>
            toy switch
            {
                Doll => 1,
                Bear => 2,
                _ => 0,
            };

        internal static bool IsSoft(Toy toy) => toy is Doll or Bear;

        internal static bool IsBear(Toy toy) => toy is Bear;

        internal static int SoftOnes(IEnumerable<Toy> toys) => toys.Count(x => x is Bear or Doll);

        internal static void Play(object toy)
        {
            switch (toy)
            {
                case Doll:
                    Says(new Doll());
                    break;
                case Train train:
                    Says(train);
                    break;
            }
        }

        internal static bool IsBright(Color color) => color is Color.Red or Color.Green;

        internal static bool IsRed(Color color) => color == Color.Red;

        internal static string Paint(Color color) =>
            color switch
            {
                Color.Red => "red",
                Color.Blue => "blue",
                _ => "other",
            };

        internal static string Name(Color color) =>
            color switch
            {
                Color.Red => "red",
                Color.Green => "green",
                Color.Blue => "blue",
            };

        internal sealed record Doll : Toy;

        internal sealed record Bear : Toy;

        internal sealed record Train : Toy;

        internal static string Says(Toy toy) =>
            toy switch
            {
                Doll => "mama",
                Bear => "hum",
                _ => throw ClosedUnion.Unhandled(toy),
            };
    }

    /// <summary>An acceptance reaches only the lane that asked for it: <see cref="Attempts"/> sees to that, and names them all.</summary>
    private static bool NeverComesThere(ClosedUnions.LeftOut left) =>
        Acceptances.Contains(left.Case)
        && !left.Where.Contains(nameof(Attempts), StringComparison.Ordinal)
        && !left.Where.Contains(nameof(AuditWords), StringComparison.Ordinal);
}
