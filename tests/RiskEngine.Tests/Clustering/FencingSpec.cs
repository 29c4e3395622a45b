using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Clustering;

/// <summary>I9, over minutes in which nodes lose the store and find it again: who sends for a session, as the exchange sees it.</summary>
public sealed class FencingSpec : CommandingSpec
{
    private const int Minutes = 8;
    private const int StepsAMinute = 600;
    private static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void Order_must_reach_the_exchange_from_the_node_alone_that_has_the_session()
    {
        var moves = 0;
        foreach (var seed in Seeds.From(1, Minutes))
        {
            var arrived = Live(seed);
            var orders = arrived.Where(request => request.Request.Request is ExchangeRequest.SendPrivate).ToList();
            orders.ShouldAllBe(order => order.By == order.Holder, Seeds.Replay(seed));
            var nonces = orders.Select(order => order.Request.Nonce).ToList();
            nonces.ShouldBe(nonces.Order().Distinct(), Seeds.Replay(seed));
            orders.Count.ShouldBeGreaterThan(10, Seeds.Replay(seed));
            moves += orders.Zip(orders.Skip(1)).Count(pair => pair.First.By != pair.Second.By);
        }

        if (!Seeds.IsReplay)
            moves.ShouldBeGreaterThan(Minutes / 2, "a session that never moves proves nothing");
    }

    private List<Arrival> Live(int seed)
    {
#pragma warning disable RS0030 // The seed is named by whoever fails.
        var random = new Random(seed);
#pragma warning restore RS0030
        var arrived = new List<Arrival>();
        using var desks = new Desks();
        desks.StartTwo();
        foreach (var node in desks.Nodes)
            node.Exchange[Maker.Alias.Value].Script = async request =>
            {
                arrived.Add(new Arrival(node.Name, await desks.Store.HolderOf(Maker), request));
                return await ScriptedGateway.Accept(request);
            };
        for (var step = 0; step < StepsAMinute; step++)
        {
            if (random.Next(60) == 0)
                Disturb(desks, random);
            foreach (var node in desks.Nodes)
                node.Tell(random.Next(10) == 0 ? Cancel(Maker) : Order(Maker));
            desks.Pass(StepTime);
        }

        return arrived;
    }

    private static void Disturb(Desks desks, Random random)
    {
        var node = desks.Nodes[random.Next(desks.Nodes.Count)].Name;
        switch (random.Next(5))
        {
            case 0 or 1:
                desks.Store.CutOff.Add(node);
                break;
            case 2:
                desks.Store.IsAway = !desks.Store.IsAway;
                break;
            default:
                desks.Store.CutOff.Clear();
                desks.Store.IsAway = false;
                break;
        }
    }

    /// <param name="By">Who sent it.</param>
    /// <param name="Holder">Whose session it was at that moment, by the store.</param>
    /// <param name="Request">The request.</param>
    private sealed record Arrival(NodeName By, NodeName? Holder, OutboundRequest Request);
}
