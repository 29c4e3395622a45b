using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Supervising;

public sealed class SharedAccountSpec : VirtualSpec
{
    [Fact]
    public void Sessions_of_one_engine_that_share_an_account_must_be_told_at_the_preflight()
    {
        Test.Subscribe<SessionEscalated>();

        Start("risk-engine.guardian.preflight = on");
        World.RunUntilQuiet();

        var told = Test.Expect<SessionEscalated>();
        told.Cause.ShouldBe(EscalationCause.AccountShared);
        told.Detail.ShouldContain(told.Session == Maker ? $"{Taker}" : $"{Maker}");
    }
}
