using System.Text;
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
    public async Task Page_must_be_bounded_in_bytes_and_say_that_rows_follow()
    {
        foreach (var number in Enumerable.Range(1, 6))
            await Trail.KeepAsync([Some.LongEntry(number)]);
        var head = await Trail.KnownHeadAsync();

        var first = (await Trail.ReadAfterAsync(0, 500)).ShouldBeOfType<AuditReading.Page>();

        first.IsCut.ShouldBeTrue();
        Bytes(first.Rows).ShouldBeInRange(AuditReading.PageBytes / 2, AuditReading.PageBytes);
        first.Rows.ShouldAllBe(x => Encoding.UTF8.GetByteCount(x.Json) <= MessageSize.Limit);
        var all = new List<AuditRow>();
        await foreach (var reading in Trail.ReadAllAsync())
        {
            var page = reading.ShouldBeOfType<AuditReading.Page>();
            Bytes(page.Rows).ShouldBeLessThanOrEqualTo(AuditReading.PageBytes);
            all.AddRange(page.Rows);
        }

        AuditChain.Verify(all, head).ShouldBe(new AuditVerdict.Intact(head));
        (await Trail.ReadAfterAsync(head.Count - 1, 500)).ShouldBeOfType<AuditReading.Page>().IsCut.ShouldBeFalse();
    }

    private static int Bytes(IEnumerable<AuditRow> rows) => rows.Sum(x => Encoding.UTF8.GetByteCount(x.Json));

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
