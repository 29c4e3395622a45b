using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests;

public sealed class WorldSpec
{
    private static readonly OrderTicket Ticket = new("btcusd", Side.Buy, 2, 100);

    private readonly Lab _lab = new();

    [Fact]
    public void Placed_order_must_belong_to_the_named_session_or_to_nobody_when_by_hand()
    {
        _lab.World.Place(Ticket, _lab.Now, "taker").Session.ShouldBe("taker");
        _lab.World.Place(Ticket, _lab.Now).Session.ShouldBeNull();
        Should.Throw<ArgumentException>(() => _lab.World.Place(Ticket, _lab.Now, "nobody"));
        Should.Throw<ArgumentException>(() => _lab.World.Place(Ticket, _lab.Now, account: "nowhere"));
    }

    [Fact]
    public void Fill_must_be_refused_when_the_order_is_unknown_final_or_smaller()
    {
        var id = _lab.World.Place(Ticket, _lab.Now).Id;
        Should.Throw<ArgumentException>(() => _lab.World.Fill(1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => _lab.World.Fill(id, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => _lab.World.Fill(id, 0));
        _lab.World.Fill(id, 2).Status.ShouldBe(OrderStatus.Filled);
        Should.Throw<InvalidOperationException>(() => _lab.World.Fill(id, 1));
    }

    [Fact]
    public void Revoked_key_must_be_unknown_while_its_orders_stay()
    {
        var order = _lab.Place();
        _lab.World.RevokeCredential("maker");
        _lab.Send(Lab.Session).Reason.ShouldBe("InvalidApiKey");
        _lab.World.OpenOrders.ShouldBe([order]);
    }

    [Fact]
    public void Changed_key_must_keep_its_nonces_when_it_is_set_again()
    {
        _lab.Send(Lab.Heartbeat, nonce: "5000").Status.ShouldBe(200);
        _lab.World.SetCredential(Lab.Maker with { RequireHeartbeat = true });
        _lab.Send(Lab.Heartbeat, nonce: "5000").Reason.ShouldBe("InvalidNonce");
    }

    [Fact]
    public void Log_must_tell_who_asked_what_and_whether_it_took_effect_without_a_secret()
    {
        _lab.World.UseFaults(Simulator.Faults.FaultPlan.Parse("cancel/session: drop-after x1"));
        _lab.Begin(Lab.Session, nonce: "77");
        _lab.Send(Lab.Session, nonce: "77");
        _lab.Send(Lab.Session, []);

        var log = _lab.World.Requests;
        log.Select(r => (r.Number, r.Session, r.Nonce, r.Status, r.Reason, r.IsExecuted, r.IsConnectionDropped))
            .ShouldBe([
                (1, "maker", 77UL, 200, null, true, true),
                (2, "maker", 77UL, 400, "InvalidNonce", false, false),
                (3, null, null, 400, "MissingApikeyHeader", false, false),
            ]);
        log.ShouldAllBe(r => r.Path == Lab.Session && r.ArrivedAt == Lab.Start && r.CheckedAt == Lab.Start);
        log[0].Suffered.ShouldBe(["drop-after x1"]);
        string.Concat(log).ShouldNotContain(Lab.Maker.Key);
        string.Concat(log).ShouldNotContain(Lab.Maker.Secret);
    }

    [Fact]
    public void Log_must_forget_the_oldest_when_it_is_full()
    {
        var lab = new Lab(new SimulatorOptions { Credentials = [Lab.Maker], LogLimit = 3 });
        for (var i = 0; i < 5; i++)
            lab.Send(Lab.Heartbeat);
        lab.World.Requests.Select(record => record.Number).ShouldBe([3, 4, 5]);
        lab.World.RequestCount.ShouldBe(5);
    }

    [Fact]
    public void Observer_must_see_each_request_once_when_its_reply_is_decided()
    {
        var seen = new List<string>();
        var lab = new Lab(
            new SimulatorOptions
            {
                Credentials = [Lab.Maker],
                OnRequest = record => seen.Add($"{record.Number} {record.Status}"),
            }
        );
        lab.Send(Lab.Heartbeat);
        lab.Send(Lab.Heartbeat, nonce: "1");
        seen.ShouldBe(["1 200", "2 400"]);
    }

    [Fact]
    public void World_must_keep_every_order_when_many_threads_call_it()
    {
        var lab = new Lab(new SimulatorOptions { Credentials = [Lab.Maker], RateLimit = null });
        Parallel.For(0, 1_000, _ => lab.World.Place(Ticket, Lab.Start, "maker"));
        Lab.Ids(lab.Send(Lab.Session), "cancelledOrders").Distinct().Count().ShouldBe(1_000);
    }

    [Fact]
    public void Options_must_all_be_complained_about_at_once_and_without_secrets_when_several_are_wrong()
    {
        var options = new SimulatorOptions
        {
            Url = new Uri("http://192.168.0.1:80"),
            Credentials = [Lab.Maker, Lab.Maker],
            RateLimit = new Simulator.Rules.RateLimit(0),
            HeartbeatLimit = TimeSpan.Zero,
            LogLimit = 0,
            Accounts = [new("a"), new("a")],
            Switches = new Simulator.Rules.Switches { CredentialErrorStatus = 403 },
        };
        var message = Should.Throw<ArgumentException>(() => new World(options)).Message;
        message.Split(Environment.NewLine).Length.ShouldBe(8);
        message.ShouldContain("not a loopback address");
        message.ShouldNotContain(Lab.Maker.Key);
    }
}
