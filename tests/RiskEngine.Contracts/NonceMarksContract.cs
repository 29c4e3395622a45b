using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every memory of nonces must do, whoever supplies it.</summary>
public abstract class NonceMarksContract : IAsyncLifetime
{
    private protected abstract INonceMarks Marks { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Mark_must_be_unknown_when_nothing_was_reserved() =>
        (await Marks.MarkAsync(Some.Maker)).ShouldBeNull();

    [StoreFact]
    public async Task Mark_must_be_the_nonce_that_was_reserved()
    {
        await Marks.KeepAsync(Some.Maker, 1_700_000_000_000_000);

        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_700_000_000_000_000));
    }

    [StoreFact]
    public async Task Mark_must_stay_when_a_lower_one_is_reserved()
    {
        await Marks.KeepAsync(Some.Maker, 9);
        await Marks.KeepAsync(Some.Maker, 4);

        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(9));
    }

    [StoreFact]
    public async Task Sessions_must_not_share_a_mark()
    {
        await Marks.KeepAsync(Some.Maker, 9);
        await Marks.KeepAsync(Some.Taker, 3);

        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(9));
        (await Marks.MarkAsync(Some.Taker)).ShouldBe(new Nonce(3));
    }

    [StoreFact]
    public async Task Highest_mark_must_win_when_many_reserve_at_once()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Marks.KeepAsync(Some.Maker, i)));

        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(50));
    }

    [Fact]
    public async Task Mark_must_keep_its_decimals_and_be_compared_by_value()
    {
        await Marks.ReserveAsync(Some.Maker, new Nonce(1_764_490_530.120m));
        $"{await Marks.MarkAsync(Some.Maker)}".ShouldBe("1764490530.120");

        await Marks.ReserveAsync(Some.Maker, new Nonce(1_764_490_530));
        await Marks.ReserveAsync(Some.Maker, new Nonce(1_764_490_530.119m));
        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_530.12m));

        await Marks.ReserveAsync(Some.Maker, new Nonce(1_764_490_531));
        (await Marks.MarkAsync(Some.Maker)).ShouldBe(new Nonce(1_764_490_531));
    }
}
