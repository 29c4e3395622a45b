using System.Text.Json;
using RiskEngine.Tests.Support;

namespace RiskEngine.Tests.Auditing;

public sealed class EngineAuditSpec : VirtualSpec
{
    private readonly KeptAudit _audit = new();

    [Fact]
    public void Trail_must_have_a_row_for_everything_from_the_start_to_the_stop()
    {
        var engine = Start(ports: RiskEnginePorts.Default with { Audit = _audit });
        World.Ask<PrivateRequestAnswered>(engine.Router, Order(Maker));
        World.Ask<SessionCanceled>(engine.Router, Cancel(Maker));
        World.Ask<NonceLeased>(engine.Router, Lease(Maker));
        engine.KillSwitch.Tell(Engage(MakerAlone), Test.Ref);
        Test.Fish<KillSwitchCompleted>();
        World.Ask<PrivateRequestDenied>(engine.Router, Order(Maker));
        Stop(engine);

        var rows = _audit.Entries.Select(entry => JsonDocument.Parse(entry.ToJson()).RootElement).ToList();

        string[] story =
        [
            "start",
            "command SubmitPrivateRequest",
            "attempt SendPrivate /v1/order/new",
            "answer PrivateAccepted",
            "outcome PrivateRequestAnswered",
            "command CancelSession",
            "attempt CancelSessionOrders",
            "answer CancelAccepted",
            "outcome SessionCanceled",
            "command LeaseNonce",
            "outcome NonceLeased",
            "command EngageKillSwitch",
            "engage",
            "outcome KillSwitchEngaged",
            "outcome KillSwitchCompleted",
            "outcome PrivateRequestDenied",
            "stop",
        ];
        var told = rows.Select(Word).ToList();
        var at = 0;
        foreach (var word in told)
            if (at < story.Length && word == story[at])
                at++;
        at.ShouldBe(
            story.Length,
            $"'{story[Math.Min(at, story.Length - 1)]}' is missing in: {string.Join(", ", told)}"
        );
        (told[0], told[^1]).ShouldBe(("start", "stop"));
        _audit.FlushedAt.ShouldBe(_audit.Entries.Count, "the stop waits for the trail");
        rows.ShouldAllBe(row => row.GetProperty("node").GetString() == "node-1");
        rows[0].GetProperty("version").GetString()!.ShouldContain("RiskEngine");
        rows[0].GetProperty("configuration").GetString()!.ShouldBe(Settings().Fingerprint.Hex);
        var attempt = rows.First(row => Word(row).StartsWith("attempt", StringComparison.Ordinal));
        var answer = rows.First(row => Word(row).StartsWith("answer", StringComparison.Ordinal));
        foreach (var key in (string[])["session", "attempt", "nonce"])
            answer.GetProperty(key).ToString().ShouldBe(attempt.GetProperty(key).ToString());
    }

    [Fact]
    public void Trail_must_name_the_person_for_each_session_when_a_strategy_is_stopped()
    {
        var engine = Start(ports: RiskEnginePorts.Default with { Audit = _audit });
        var command = Engage(new KillSwitchScope.Strategy(Quoter));
        engine.KillSwitch.Tell(command, Test.Ref);
        Test.Fish<KillSwitchMatchesNothing>();
        Stop(engine);

        var rows = _audit.Entries.OfType<AuditEntry.Asked>().Where(x => x.Command == AuditedCommand.StopStrategy);
        rows.Select(x => (x.Session, x.By, x.Scope, x.Reason))
            .ShouldBe(
                new[] { Maker, Taker }.Select(session =>
                    (
                        (SessionKey?)session,
                        command.RequestedBy,
                        (KillSwitchScope?)command.Scope,
                        (Reason?)command.Reason
                    )
                ),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Fingerprint_must_differ_exactly_when_a_setting_does()
    {
        var fingerprint = Settings().Fingerprint;

        Settings("").Fingerprint.ShouldBe(fingerprint);
        Settings("risk-engine.guardian.default-deadline = 11s").Fingerprint.ShouldNotBe(fingerprint);
    }

    private static string Word(JsonElement row)
    {
        foreach (var key in (string[])["what", "result"])
            if (row.TryGetProperty(key, out var word))
                return $"{row.GetProperty("kind").GetString()} {word.GetString()}";
        return row.GetProperty("kind").GetString()!;
    }
}
