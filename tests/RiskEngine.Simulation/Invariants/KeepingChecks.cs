namespace RiskEngine.Simulation.Invariants;

/// <summary>What lasts, and what never shows.</summary>
internal static class KeepingChecks
{
    /// <summary>I5: nothing but the reset has ended it, over every restart of a guardian; and it was reported once.</summary>
    internal static void EngagedIsLatched(Day day, Seen seen)
    {
        day.Halt.StateAfterReset.ShouldBe(KillSwitchState.Clear.Instance);
        day.Halt.Reports.ShouldBe(1);
        seen.Case("I5 latched");
    }

    /// <summary>I8: neither in an answer nor in a row of the trail.</summary>
    internal static void SecretsStay(Day day, Seen seen)
    {
        var texts = day
            .Journal.Answers.Select(answer => answer.Outcome.ToString())
            .Concat(day.Journal.OrderAnswers.Select(answer => answer.ToString()))
            .Concat(day.Audit.Entries.Select(entry => entry.ToJson()));
        foreach (var text in texts)
        {
            foreach (var secret in (string[])[Day.Secret, "account-maker-1", "master-maker-2", "account-taker-1"])
                text.ShouldNotContain(secret);
            seen.Case("I8 text");
        }
    }

    /// <summary>I10: a row for every command, for every request that the exchange saw and for every answer, up to the stop, which is the last; and the chain holds.</summary>
    internal static void TrailIsWhole(Day day, Seen seen)
    {
        var entries = day.Audit.Entries;
        var sent = entries
            .OfType<AuditEntry.Dispatched>()
            .Select(row => (row.Session.Alias.Value, (decimal)row.Request.Nonce.Value))
            .ToHashSet();
        foreach (
            var request in day.Exchange.Requests.Where(request => request is { Session: not null, Nonce: not null })
        )
            sent.ShouldContain((request.Session!, request.Nonce!.Value));
        var asked = entries.OfType<AuditEntry.Asked>().Select(row => row.Id).ToHashSet();
        day.Journal.Questions.Keys.ShouldAllBe(command => asked.Contains(command));
        var told = entries.OfType<AuditEntry.Told>().Select(row => row.Outcome.Command).ToHashSet();
        day.Journal.Answers.ShouldAllBe(answer => told.Contains(answer.Outcome.Command));
        entries
            .OfType<AuditEntry.Asked>()
            .Where(row => row.By == new RequestedBy.Engine("cancel-on-stop"))
            .ShouldHaveSingleItem()
            .Session!.Alias.Value.ShouldBe(Day.CanceledOnStop);
        entries[^1].ShouldBeOfType<AuditEntry.Stopped>();
        day.Audit.FlushedAt.ShouldBe(entries.Count);
        AuditChain.Verify(AuditChain.Append(AuditHead.Empty, entries)).ShouldBeOfType<AuditVerdict.Intact>();
        seen.Case("I10 trail");
    }
}
