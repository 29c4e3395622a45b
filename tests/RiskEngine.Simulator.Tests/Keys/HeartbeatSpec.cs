using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Keys;

public sealed class HeartbeatSpec
{
    private static readonly ApiKey Beating = Lab.Maker with { RequireHeartbeat = true };

    private readonly Lab _lab = Lab.With(Beating, Lab.Taker);

    [Fact]
    public void Session_must_lose_its_orders_and_no_others_when_it_is_silent_for_30_seconds()
    {
        _lab.Place(Beating);
        var other = _lab.Place(Lab.Taker);

        _lab.Pass(TimeSpan.FromSeconds(29.999));
        _lab.World.OpenOrders.Count.ShouldBe(2);
        _lab.Pass(TimeSpan.FromMilliseconds(1));
        _lab.World.OpenOrders.ShouldBe([other]);
    }

    [Theory]
    [InlineData(Lab.Heartbeat)]
    [InlineData(Lab.Orders)]
    [InlineData(Lab.Roles)]
    public void Timer_must_start_again_when_any_authenticated_message_comes(string path)
    {
        _lab.Place(Beating);
        _lab.Pass(TimeSpan.FromSeconds(29));
        _lab.Send(path, Beating).Status.ShouldBe(200);
        _lab.Pass(TimeSpan.FromSeconds(29));
        _lab.World.OpenOrdersOf(Beating.Alias).Count.ShouldBe(1);
        _lab.Pass(TimeSpan.FromSeconds(1));
        _lab.World.OpenOrdersOf(Beating.Alias).ShouldBeEmpty();
    }

    [Fact]
    public void Timer_must_go_on_when_a_message_is_not_authenticated()
    {
        _lab.Place(Beating);
        _lab.Pass(TimeSpan.FromSeconds(29));
        _lab.Send(Lab.Heartbeat, new ApiKey("x", Beating.Key, "wrong")).Reason.ShouldBe("InvalidSignature");
        _lab.Pass(TimeSpan.FromSeconds(1));
        _lab.World.OpenOrdersOf(Beating.Alias).ShouldBeEmpty();
    }

    [Fact]
    public void Expired_session_must_find_its_orders_gone_when_it_speaks_again()
    {
        _lab.Place(Beating);
        _lab.Pass(TimeSpan.FromSeconds(31));
        _lab.Send(Lab.Orders, Beating).Body.ShouldBe("[]");
        _lab.Place(Beating);
        _lab.Pass(TimeSpan.FromSeconds(30));
        _lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Silence_must_cancel_nothing_when_the_key_requires_no_heartbeat()
    {
        _lab.Place(Lab.Taker);
        _lab.Pass(TimeSpan.FromDays(1));
        _lab.World.OpenOrders.Count.ShouldBe(1);
    }

    [Fact]
    public void Silence_must_cancel_nothing_when_the_key_is_a_master_key()
    {
        var master = new ApiKey("m", "master-m", "s") { RequireHeartbeat = true };
        var lab = Lab.With(master);
        lab.Place(master, Lab.ALimitOrder + ",\"account\":\"primary\"");
        lab.Pass(TimeSpan.FromDays(1));
        lab.World.OpenOrders.Count.ShouldBe(1);
    }
}
