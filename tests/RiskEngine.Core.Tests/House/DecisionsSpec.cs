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

    private abstract record Toy
    {
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
