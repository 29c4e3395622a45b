using System.Text;
using System.Text.Json;

namespace RiskEngine.Core.Tests.Auditing;

/// <summary>No row is longer than a message, and no order is left out of the trail.</summary>
public sealed class LongRowsSpec
{
    private const int Many = 10_000;

    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly NodeName Node = new(new string('n', 64));
    private static readonly SessionKey Session = new(
        new ExchangeName(new string('e', 64)),
        new AccountName(new string('a', 64)),
        new SessionAlias(new string('s', 64))
    );

    private static readonly ValueList<OrderId> Orders = Enumerable
        .Range(0, Many)
        .Select(x => new OrderId($"{x:d8}{new string('"', 56)}"))
        .ToValueList();

    [Fact]
    public void Every_entry_must_become_rows_that_fit_and_leave_no_word_out()
    {
        foreach (var entry in Entries())
        {
            var rows = entry.ToRows();

            rows.ShouldAllBe(row => Encoding.UTF8.GetByteCount(row) <= MessageSize.Limit);
            entry.RowCount.ShouldBe(rows.Count);
            var words = WordsOf(rows);
            foreach (var (key, expected) in WordsOf([entry.ToJson()]))
                if (
                    key
                    is "canceled"
                        or "rejects"
                        or "open"
                        or "filled"
                        or "gone"
                        or "unaccounted"
                        or "missing"
                        or "orders"
                )
                    words[key].ShouldBe(expected, key);
        }
    }

    [Fact]
    public void Further_rows_must_say_what_they_continue_and_the_first_how_much_there_is()
    {
        var rows = Partial().ToRows().Select(row => JsonDocument.Parse(row).RootElement).ToList();

        rows.Count.ShouldBeGreaterThan(10);
        rows[0].GetProperty("kind").GetString().ShouldBe("outcome");
        rows[0].GetProperty("part").GetString().ShouldBe($"1/{rows.Count}");
        rows[0].GetProperty("open-count").GetInt64().ShouldBe(Many);
        foreach (var row in rows.Skip(1))
        {
            row.GetProperty("kind").GetString().ShouldBe("continued");
            row.GetProperty("of").GetString().ShouldBe("outcome");
            row.GetProperty("command").GetString().ShouldBe("c-1");
            row.GetProperty("session").GetString().ShouldBe($"{Session}");
        }

        rows[^1].GetProperty("part").GetString().ShouldBe($"{rows.Count}/{rows.Count}");
    }

    [Fact]
    public void Orders_that_may_be_live_must_stand_in_the_first_row()
    {
        var first = JsonDocument.Parse(Partial().ToRows()[0]).RootElement;

        first.TryGetProperty("unaccounted", out _).ShouldBeTrue();
        first.TryGetProperty("canceled", out _).ShouldBeFalse();
    }

    [Fact]
    public void Entry_must_stay_one_row_when_it_fits()
    {
        var entry = new AuditEntry.Told(At, Node, Outcome(Orders.First(100).WithOmitted(0)));

        entry.ToRows().ShouldBe([entry.ToJson()]);
    }

    [Fact]
    public void Row_must_say_how_many_orders_there_were_when_it_was_told_of_some()
    {
        var row = new AuditEntry.Told(At, Node, Outcome(Orders.First(3))).ToRows().ShouldHaveSingleItem();

        JsonDocument.Parse(row).RootElement.GetProperty("canceled-count").GetInt64().ShouldBe(Many);
    }

    [Fact]
    public void Rows_of_a_long_entry_must_be_chained_like_any_other()
    {
        AuditEntry[] entries =
        [
            new AuditEntry.Stopped(At, Node, "a"),
            Partial(),
            new AuditEntry.Stopped(At, Node, "b"),
        ];

        var rows = AuditChain.Append(AuditHead.Empty, entries);

        rows.Select(x => x.Number).ShouldBe(Enumerable.Range(1, rows.Count).Select(x => (long)x));
        AuditChain.Verify(rows).ShouldBe(new AuditVerdict.Intact(new AuditHead(rows.Count, rows[^1].Hash)));
    }

    private static AuditEntry.Told Partial() =>
        new(
            At,
            Node,
            new SessionCancelPartial(
                Session,
                new CommandId("c-1"),
                CancelEffort.None,
                Orders,
                CancelListing.Complete,
                Orders,
                Orders
            )
            {
                Unaccounted = Orders.First(2).WithOmitted(0),
                Filled = Orders,
                Gone = Orders,
            }
        );

    private static SessionCanceled Outcome(ValueList<OrderId> canceled) =>
        new(
            Session,
            new CommandId("c-1"),
            CancelEffort.None,
            canceled,
            CancelListing.Complete,
            CancelProof.AcceptedByExchange
        );

    private static IEnumerable<AuditEntry> Entries()
    {
        yield return Partial();
        yield return new AuditEntry.Told(At, Node, Outcome(Orders));
        yield return new AuditEntry.Told(
            At,
            Node,
            new SessionCancelUnconfirmed(
                Session,
                new CommandId("c-1"),
                CancelEffort.None,
                SessionCancelUnconfirmedReason.NoAnswer,
                new ExchangeReason(new string('c', 64), new string('\u20ac', 300)),
                Orders
            )
        );
        foreach (
            var answer in (ExchangeAnswer[])
                [
                    new ExchangeAnswer.CancelAccepted(Orders, Orders),
                    new ExchangeAnswer.OrderHistoryRead(
                        Orders.Select(x => new OrderReport(x, OrderStanding.Live)).ToValueList()
                    ),
                ]
        )
            yield return new AuditEntry.Answered(At, Node, Session, new AttemptId(1), new Nonce(1), answer);
        var engagement = new Engagement(
            new EngagementId(Node, new EngineRunId(1), 1),
            new Epoch(1),
            KillSwitchScope.Everything.Instance,
            new RequestedBy.Person("ann"),
            new Reason(new string('\u20ac', Reason.Limit)),
            At
        );
        yield return new AuditEntry.ToldOfSwitch(
            At,
            Node,
            new CommandId("c-1"),
            new KillSwitchIncomplete(
                new CommandId("c-1"),
                engagement,
                [],
                Enumerable
                    .Range(0, 2_000)
                    .Select(x => new MissingSession(
                        new SessionKey(Session.Exchange, Session.Account, new SessionAlias($"s-{x}")),
                        MissingSessionReason.NoGuardian
                    ))
                    .ToValueList(),
                TimeSpan.FromSeconds(1)
            )
        );
        yield return new AuditEntry.ToldOfSwitch(
            At,
            Node,
            new CommandId("c-1"),
            new KillSwitchResetInDoubt(new CommandId("c-1"), [engagement.Id], new string('\u20ac', 100_000))
        );
        yield return new AuditEntry.Stopped(At, Node, new string('\u20ac', 100_000));
    }

    /// <summary>The words of each text, over all rows.</summary>
    private static Dictionary<string, List<string>> WordsOf(IEnumerable<string> rows)
    {
        var words = new Dictionary<string, List<string>>();
        foreach (var row in rows)
        foreach (var member in JsonDocument.Parse(row).RootElement.EnumerateObject())
            if (member.Value.ValueKind == JsonValueKind.String)
            {
                if (!words.TryGetValue(member.Name, out var known))
                    words[member.Name] = known = [];
                known.AddRange(member.Value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }

        return words;
    }
}
