namespace RiskEngine.Tests.Clustering;

/// <summary>Which orders are open passes with a session from one node to the next.</summary>
public sealed class HandOverSpec : DesksSpec
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);

    private readonly EngineNode _holder;
    private readonly EngineNode _other;

    public HandOverSpec()
    {
        Desks.StartTwo();
        (_holder, _other) = (Desks.Holder(Maker), Desks.Other(Maker));
        _holder.Exchange[Maker.Alias.Value].Script = request =>
            request.Request is ExchangeRequest.SendPrivate
                ? Task.FromResult<ExchangeAnswer>(
                    new ExchangeAnswer.PrivateAccepted("{}", [new OrderReport(new OrderId(5), OrderStanding.Live)])
                )
                : Support.ScriptedGateway.Accept(request);
        _holder.Ask<PrivateRequestAnswered>(Order(Maker));
    }

    [Fact]
    public void Orders_must_be_known_at_once_when_the_node_before_stopped_in_order()
    {
        _holder.Stop();
        _holder.IsDead = true;
        Desks.Pass(Short);

        Known().ShouldBe(1);
    }

    [Fact]
    public void Orders_must_be_known_when_the_node_before_died_after_it_had_written_them()
    {
        Desks.Pass(Desks.Step * 2);
        _holder.IsDead = true;
        Desks.Pass(Desks.AWhile);

        Known().ShouldBe(1);
    }

    [Fact]
    public async Task Lease_must_not_be_given_back_before_the_store_has_the_last_word()
    {
        Desks.Store.OrdersTake = OrderWrites.LastWordLimit - Desks.Step;
        var stopping = _holder.BeginToStop();
        Desks.Pass(Desks.Store.OrdersTake - Desks.Step);
        (await Desks.Store.HolderOf(Maker)).ShouldBe(_holder.Name);
        stopping.IsCompleted.ShouldBeFalse();

        Desks.Pass(Short);

        stopping.IsCompletedSuccessfully.ShouldBeTrue();
        Known().ShouldBe(1);
    }

    [Fact]
    public void Lease_must_be_given_back_all_the_same_when_the_store_takes_too_long()
    {
        Desks.Store.OrdersTake = TimeSpan.FromDays(1);
        var stopping = _holder.BeginToStop();
        Desks.Pass(OrderWrites.LastWordLimit + Short);

        stopping.IsCompletedSuccessfully.ShouldBeTrue();
        _other.Runs(Maker).ShouldBeTrue();
    }

    private int Known() => _other.Ask<SessionStatus>(new GetSessionStatus(Maker)).KnownOrders;
}
