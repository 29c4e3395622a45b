using RiskEngine.Simulator.Book;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Endpoints;

public sealed class BulkCancelSpec
{
    private readonly Lab _lab = new();

    [Fact]
    public void Cancel_session_must_answer_ok_with_two_empty_arrays_when_there_are_no_orders()
    {
        var answer = _lab.Send(Lab.Session);
        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"result":"ok","details":{"cancelRejects":[],"cancelledOrders":[]}}""");
    }

    [Fact]
    public void Cancel_session_must_cancel_what_its_key_opened_and_nothing_else()
    {
        var mine = new[] { _lab.Place(Lab.Maker), _lab.Place(Lab.Maker) };
        var others = _lab.Place(Lab.Taker);
        var byHand = _lab.World.Place(new OrderTicket("btcusd", Side.Sell, 1, 200), _lab.Now);

        var answer = _lab.Send(Lab.Session);

        answer.Body.ShouldBe(
            $$$"""{"result":"ok","details":{"cancelRejects":[],"cancelledOrders":[{{{mine[0].Id}}},{{{mine[1].Id}}}]}}"""
        );
        _lab.World.OpenOrders.ShouldBe([others, byHand]);
    }

    [Fact]
    public void Cancel_all_must_cancel_every_order_of_the_account_when_any_key_of_it_asks()
    {
        var ids = new[]
        {
            _lab.Place(Lab.Maker).Id,
            _lab.Place(Lab.Taker).Id,
            _lab.World.Place(new OrderTicket("btcusd", Side.Sell, 1, 200), _lab.Now).Id,
        };
        Lab.Ids(_lab.Send(Lab.All, Lab.Taker), "cancelledOrders").ShouldBe(ids);
        _lab.World.OpenOrders.ShouldBeEmpty();
    }

    [Fact]
    public void Second_cancel_must_find_nothing_when_the_first_took_everything()
    {
        _lab.Place();
        _lab.Send(Lab.Session);
        Lab.Ids(_lab.Send(Lab.Session), "cancelledOrders").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(9_007_199_254_740_993UL)] // 2^53 + 1, which a double cannot hold
    [InlineData(18_446_744_073_709_551_613UL)]
    public void Ids_must_be_exact_numbers_when_they_are_above_what_a_double_holds(ulong first)
    {
        var lab = new Lab(new SimulatorOptions { Credentials = [Lab.Maker], FirstOrderId = first });
        lab.Place().Id.ShouldBe(first);
        lab.Send(Lab.Session).Body.ShouldContain($"\"cancelledOrders\":[{first}]");
    }

    [Fact]
    public void Ids_must_rise_with_17_to_18_digits_when_any_seed_chooses_them()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var lab = new Lab(new SimulatorOptions { Credentials = [Lab.Maker], Seed = seed });
            var (one, two) = (lab.Place().Id, lab.Place().Id);
            one.ShouldBeInRange(10_000_000_000_000_000UL, 999_999_999_999_999_999UL, $"seed {seed}");
            two.ShouldBeGreaterThan(one, $"seed {seed}");
        }
    }
}
