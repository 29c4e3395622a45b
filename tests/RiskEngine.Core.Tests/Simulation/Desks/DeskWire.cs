namespace RiskEngine.Core.Tests.Simulation;

/// <summary>The way from one guardian to its exchange: requests are late, lost, or arrive though nobody hears of it.</summary>
internal sealed class DeskWire(DeskWorld world, SessionKey session, Action<OutboundRequest, ExchangeAnswer> resolve)
{
    /// <summary>What has left arrives, whatever becomes of its sender; what a process that is gone is told, nobody hears.</summary>
    internal void Carry(OutboundRequest request)
    {
        if (world.IsExchangeOut || world.Happens())
        {
            IsNotTaken(request);
            return;
        }

        var isLost = world.Happens();
        world.In(
            world.Latency(),
            () =>
            {
                var answer = world.Take(session, request);
                if (!isLost)
                    Reply(request, answer);
                else
                    ReplyInDoubt(request);
            }
        );
    }

    /// <summary>It never arrives: and whoever sent it is told so, or is told nothing that proves it, or nothing at all.</summary>
    private void IsNotTaken(OutboundRequest request)
    {
        if (world.Plan.IsWild)
            Reply(request, Wild());
        else if (world.Random.Next(2) == 0)
            Reply(request, Says.NotSent());
        else
            ReplyInDoubt(request);
    }

    private void ReplyInDoubt(OutboundRequest request)
    {
        if (world.Random.Next(2) == 0)
            Reply(request, Says.Unknown());
    }

    private void Reply(OutboundRequest request, ExchangeAnswer answer) =>
        world.In(world.Latency(), () => resolve(request, answer));

    /// <summary>Pages, pauses and times of every size, from whoever is on the way. The request has not arrived.</summary>
    private ExchangeAnswer Wild()
    {
        var random = world.Random;
        TimeSpan pause = random.Next(3) switch
        {
            0 => TimeSpan.MaxValue,
            1 => TimeSpan.FromDays(random.Next(4_000_000)),
            _ => Given.Ms(random.Next(3_000)),
        };
        var time = random.Next(3) switch
        {
            0 => DateTimeOffset.MaxValue,
            1 => DateTimeOffset.MinValue,
            _ => Given.Noon + Given.Sec(random.Next(-100_000, 100_000)),
        };
        return random.Next(3) switch
        {
            0 => Says.TooMany(pause) with { ServerTime = time },
            1 => Says.Page(new Pause(pause)) with { ServerTime = time },
            _ => Says.Page() with { ServerTime = time },
        };
    }
}
