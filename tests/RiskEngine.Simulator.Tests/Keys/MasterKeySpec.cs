using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Keys;

public sealed class MasterKeySpec
{
    private static readonly ApiKey Master = new("master", "master-m", "s");

    private readonly Lab _lab = new(
        new SimulatorOptions
        {
            Credentials = [Master, Lab.Maker],
            Accounts = [new Account("primary"), new Account("second"), new Account("old") { IsClosed = true }],
        }
    );

    [Theory]
    [InlineData("", "MissingAccounts", "Expected a JSON payload with accounts")]
    [InlineData("\"account\":7", "MissingAccounts", "Expected a JSON payload with accounts")]
    [InlineData(
        "\"account\":\"third\"",
        "InvalidAccountName",
        "The account third is not an exchange account of this group"
    )]
    [InlineData("\"account\":\"old\"", "AccountClosed", "The account old is closed")]
    public void Master_key_must_be_refused_when_it_names_no_open_account(string fields, string reason, string message)
    {
        var answer = _lab.Send(Lab.Session, Master, fields);
        answer.Status.ShouldBe(400);
        answer.Body.ShouldBe($$"""{"result":"error","reason":"{{reason}}","message":"{{message}}"}""");
    }

    [Fact]
    public void Master_key_must_act_on_the_named_account_only_when_it_has_orders_on_two()
    {
        var first = _lab.Place(Master, Lab.ALimitOrder + ",\"account\":\"primary\"");
        var second = _lab.Place(Master, Lab.ALimitOrder + ",\"account\":\"second\"");
        Lab.Ids(_lab.Send(Lab.Session, Master, "\"account\":\"second\""), "cancelledOrders").ShouldBe([second.Id]);
        _lab.World.OpenOrders.ShouldBe([first]);
    }

    [Fact]
    public void Master_key_must_bring_no_account_of_its_own_when_others_are_listed()
    {
        var lab = new Lab(new SimulatorOptions { Credentials = [Master], Accounts = [new Account("only")] });
        lab.Send(Lab.Session, Master, "\"account\":\"primary\"").Reason.ShouldBe("InvalidAccountName");
        lab.Send(Lab.Session, Master, "\"account\":\"only\"").Status.ShouldBe(200);
        Lab.With(Master).Send(Lab.Session, Master, "\"account\":\"primary\"").Status.ShouldBe(200);
    }

    [Fact]
    public void Account_key_must_not_need_an_account_when_it_is_bound_to_one() =>
        _lab.Send(Lab.Session, Lab.Maker).Status.ShouldBe(200);
}
