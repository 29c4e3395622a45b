using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every audit trail must do, whoever supplies it.</summary>
public abstract class AuditTrailContract : IAsyncLifetime
{
    private protected abstract IAuditTrail Trail { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Trail_must_be_empty_before_the_first_entry()
    {
        (await Trail.KnownHeadAsync()).ShouldBe(AuditHead.Empty);
        (await Trail.RowsAsync()).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Entries_must_become_the_rows_of_one_chain_over_batches()
    {
        await Trail.KeepAsync(Some.Entries(3));
        var head = await Trail.KeepAsync(Some.Entries(4, from: 4));

        (await Trail.RowsAsync()).ShouldBe(AuditChain.Append(AuditHead.Empty, Some.Entries(7)));
        AuditChain.Verify(await Trail.RowsAsync(), head).ShouldBe(new AuditVerdict.Intact(head));
        (await Trail.KnownHeadAsync()).ShouldBe(head);
    }

    [StoreFact]
    public async Task Rows_must_be_read_in_pages()
    {
        await Trail.KeepAsync(Some.Entries(5));

        var page = (await Trail.ReadAfterAsync(1, 2)).ShouldBeOfType<AuditReading.Page>();

        page.Rows.Select(x => x.Number).ShouldBe([2, 3]);
        (await Trail.RowsAsync(after: 5)).ShouldBeEmpty();
    }

    [StoreFact]
    public async Task Head_must_stay_when_no_entry_is_given()
    {
        var head = await Trail.KeepAsync(Some.Entries(1));

        (await Trail.KeepAsync([])).ShouldBe(head);
    }

    [StoreFact]
    public async Task Chain_must_hold_when_batches_come_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Trail.KeepAsync(Some.Entries(5, from: i * 5))));

        var head = await Trail.KnownHeadAsync();
        head.Count.ShouldBe(50);
        AuditChain.Verify(await Trail.RowsAsync(), head).ShouldBe(new AuditVerdict.Intact(head));
    }
}
