using System.CommandLine;

namespace RiskEngine.Host.CommandLine;

/// <summary><c>audit verify</c> and <c>audit export</c>: is the trail as it was written, and what does it say?</summary>
internal static class AuditCommand
{
    private const string Lines = "jsonl";
    private const string Csv = "csv";

    internal static Command Create() =>
        new("audit", "Look at the audit trail. The store is only read; an engine may be using it.")
        {
            Verify(),
            Export(),
        };

    private static Command Verify()
    {
        var trail = new TrailOptions();
        var head = new Option<string?>("--head")
        {
            Description =
                "The head that an earlier check printed, COUNT:HASH. Finds a cut tail and a trail that was written anew.",
        };
        var verify = new Command(
            "verify",
            "Check every row's hash. Exit code 0: intact; 1: broken, with the first bad row; 2: nothing could be checked."
        )
        {
            head,
        };
        trail.AddTo(verify);
        verify.SetAction(
            async (parsed, cancellationToken) =>
            {
                var text = parsed.GetValue(head);
                if (text is not null && AuditHead.Parse(text) is null)
                    return Faults.Report([$"--head {text}: is not COUNT:HASH."]);
                return await trail.ReadAsync(
                    parsed,
                    opened => VerifyAsync(opened, AuditHead.Parse(text), Console.Out, cancellationToken)
                );
            }
        );
        return verify;
    }

    private static Command Export()
    {
        var trail = new TrailOptions();
        var format = new Option<string>("--format")
        {
            Description =
                "jsonl: a row a line, with number and hash, enough to check the chain elsewhere. "
                + "csv: columns for a spreadsheet; a cell that it would take for a formula begins with an apostrophe.",
            DefaultValueFactory = _ => Lines,
        };
        format.AcceptOnlyFromAmong(Lines, Csv);
        var export = new Command("export", "Write every row to the standard output, then check them as verify does.")
        {
            format,
        };
        trail.AddTo(export);
        export.SetAction(
            (parsed, cancellationToken) =>
                trail.ReadAsync(
                    parsed,
                    async opened =>
                    {
                        await ExportAsync(opened, parsed.GetRequiredValue(format) == Csv, cancellationToken);
                        return await VerifyAsync(opened, null, Console.Error, cancellationToken);
                    }
                )
        );
        return export;
    }

    private static async Task<int> VerifyAsync(
        IAuditTrail trail,
        AuditHead? known,
        TextWriter say,
        CancellationToken cancellationToken
    )
    {
        var check = await trail.CheckAsync(known is null ? [] : [known], cancellationToken);
        switch (check)
        {
            case AuditCheck.Done(var verdict):
                return await TellAsync(verdict, say);
            case AuditCheck.NotDone(var failure):
                return Faults.Report([$"{failure}"]);
            default:
                throw ClosedUnion.Unhandled(check);
        }
    }

    private static async Task<int> TellAsync(AuditVerdict verdict, TextWriter say)
    {
        switch (verdict)
        {
            case AuditVerdict.Intact(var head):
                await say.WriteLineAsync($"Intact: {head.Count} rows. Note the head: {head}");
                return ExitCode.Proven;
            case AuditVerdict.Broken(var row, var why):
                await Console.Error.WriteLineAsync($"Broken at row {row}: {Explain(why)}");
                return ExitCode.NotProven;
            default:
                throw ClosedUnion.Unhandled(verdict);
        }
    }

    private static async Task ExportAsync(IAuditTrail trail, bool csv, CancellationToken cancellationToken)
    {
        await using var output = new StreamWriter(Console.OpenStandardOutput());
        if (csv)
            await output.WriteLineAsync(AuditCsv.Header);
        await foreach (var reading in trail.ReadAllAsync(cancellationToken))
            if (reading is AuditReading.Page(var rows))
                foreach (var row in rows)
                    await output.WriteLineAsync(csv ? AuditCsv.Line(row) : row.ToLine());
    }

    private static string Explain(AuditBreak why) =>
        why switch
        {
            AuditBreak.HashDiffers => "its contents and hashes do not fit: edited, moved or put in.",
            AuditBreak.Missing => "it was removed; later rows are there.",
            AuditBreak.TailCut => "it and all after it were removed: the trail once went on.",
            AuditBreak.WrittenAnew => "its hash is not the one noted: the trail up to it was written anew.",
            AuditBreak.NotNoted => "it was put in at the end: the store does not count it.",
            AuditBreak.Unreadable => "the store cannot read it back.",
        };
}
