using RiskEngine.Contracts.Postgres;

namespace RiskEngine.Contracts;

/// <summary>What every kill-switch log must do, whoever supplies it.</summary>
public abstract class KillSwitchLogContract : IAsyncLifetime
{
    private protected abstract IKillSwitchLog Log { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    [StoreFact]
    public async Task Log_must_be_complete_and_clear_when_nothing_was_kept() =>
        (await Log.ReadAsync()).State(ResetApprovals.OnePerson).ShouldBe(KillSwitchState.Clear.Instance);

    [StoreFact]
    public async Task Records_must_be_read_as_they_were_kept()
    {
        KillSwitchRecord[] records = [Some.Engagement(1), Some.Engagement(2, "again — 平仓"), Some.Reset(1)];
        foreach (var record in records)
            await Log.KeepAsync(record);

        (await Log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(records));
    }

    [StoreFact]
    public async Task Reading_must_have_what_came_since_the_last_one()
    {
        KillSwitchRecord[] records = [Some.Engagement(1), Some.Reset(1), Some.Engagement(2)];
        for (var count = 1; count <= records.Length; count++)
        {
            await Log.KeepAsync(records[count - 1]);
            (await Log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(records.Take(count)));
        }
    }

    [StoreFact]
    public async Task Record_of_a_newer_build_must_be_kept_to_the_byte_and_stop_everything()
    {
        var bytes = """{"epoch":7,"kind":"pause","node":"desk-2","why":"平仓"}"""u8.ToArray();
        var newer = KillSwitchRecordJson.Read(bytes).ShouldBeOfType<KillSwitchRecord.Unknown>();
        await Log.KeepAsync(Some.Engagement(1));
        await Log.KeepAsync(newer);

        var history = await Log.HistoryAsync();
        history.ShouldBe(KillSwitchHistory.Of([Some.Engagement(1), newer]));
        KillSwitchRecordJson.Write(history.Records.Single(x => x is KillSwitchRecord.Unknown)).ShouldBe(bytes);
        history
            .State(ResetApprovals.OnePerson)
            .ShouldBe(new KillSwitchState.Unreadable(KillSwitchUnreadableReason.NewerFormat));
    }

    [StoreFact]
    public async Task Record_must_be_kept_once_when_it_is_appended_again()
    {
        await Log.KeepAsync(Some.Engagement(1));
        await Log.KeepAsync(Some.Engagement(1));

        (await Log.HistoryAsync()).Count.ShouldBe(1);
    }

    [StoreFact]
    public async Task Engagements_must_all_be_kept_when_they_come_at_once()
    {
        var all = Enumerable.Range(1, 20).Select(epoch => Some.Engagement(epoch)).ToList();

        await Task.WhenAll(all.Select(Log.KeepAsync));

        (await Log.HistoryAsync()).ShouldBe(KillSwitchHistory.Of(all));
    }
}
